import { type FieldFaultTexts } from './field-fault-texts';

export const FIELD_FAULT_TEXTS_EN: FieldFaultTexts = {
  required: 'Please fill in this field.',
  'unknown-field': 'This field does not exist here. Please leave it out.',
  'not-a-string': 'Please send text.',
  'not-a-boolean': 'Please send true or false.',
  'not-an-integer': 'Please enter a whole number.',
  'not-an-object': 'Please send an object.',
  'not-an-array': 'Please send a list.',
  'not-one-of': 'Please choose one of these: {allowed}.',
  'out-of-range': 'Please enter a number from {minimum} to {maximum}.',
  'too-many': 'These are too many. Please choose at most {maximum}.',
  'not-together': 'Please send either this or {other}, not both.',
  'not-an-email-address': 'Please enter an e-mail address, such as name@example.com.',
  'time-zone-unknown': 'Please choose a time zone by its place, such as Asia/Tokyo, or UTC.',

  'too-short': 'This is too short. Please enter at least {minimum} characters.',
  'too-long': 'This is too long. Please enter at most {maximum} characters.',
  'invalid-characters': 'Some of these characters cannot be used here. Please remove them.',
  'broken-characters': 'Some characters arrived damaged. Please delete this text and type it again.',
  'control-characters': 'There are control characters in this text, such as a tab. Please type it rather than paste it.',
  'line-break': 'Please write this on one line.',
  'invisible-characters': 'There are invisible characters in this text. Please type it rather than paste it.',
  'text-direction-characters':
    'There are invisible characters here that change the direction of the text. Please type it rather than paste it.',

  'email-missing-at': 'The @ is missing. Please enter the whole address, such as name@example.com.',
  'email-missing-local-part': 'The part before the @ is missing. Please enter the whole address, such as name@example.com.',
  'email-missing-domain': 'The part after the @ is missing. Please enter the whole address, such as name@example.com.',
  'email-several-addresses': 'Please enter one e-mail address only, with a single @.',
  'email-with-name': 'Please enter the address alone, without a name and without < and >.',
  'email-white-space': 'Please remove the spaces within the address.',
  'email-full-width-characters': 'Please type the address in half-width characters, the @ and the dots too.',
  'email-quoted-local-part': 'Addresses with quotation marks cannot be used. Please use another address.',
  'email-non-ascii-local-part':
    'Before the @ only unaccented Latin letters, digits and some symbols can be used. Please check the spelling, or use another address.',
  'email-local-part-characters': 'There is a character before the @ that addresses cannot have. Please check the spelling.',
  'email-local-part-dots':
    'Before the @ a dot can stand neither first nor last nor beside another dot. Please check the spelling, or use another address.',
  'email-local-part-too-long': 'The part before the @ is too long: {maximum} characters at most. Please use another address.',
  'email-too-long': 'This address is too long: {maximum} characters at most. Please use another address.',
  'email-address-literal': 'After the @ there must be a name, such as example.com, not a numeric address.',
  'email-single-label-domain': 'The part after the @ is not complete. Please enter all of it, such as example.com.',
  'email-domain-dots': 'After the @ a dot can stand neither first nor last nor beside another dot. Please check the spelling.',
  'email-domain-invalid': 'There can be no such name as the one after the @. Please check the spelling.',

  'login-id-characters':
    'Please use only unaccented Latin letters, digits and these symbols: ! " # $ % & \' ( ) * + , - . / : ; ? [ \\ ] ^ _ ` @',

  'password-too-short':
    'Please choose a longer password: at least {minimum} characters. Several words in a row are easy to remember.',
  'password-too-long': 'Please choose a shorter password: at most {maximum} characters.',
  'password-characters': 'There are characters in this password that cannot be typed everywhere. Please choose another.',
  'password-repetition': 'This password repeats the same few characters, which is easy to guess. Please choose another.',
  'password-sequence':
    'This password follows the keyboard, the alphabet or the digits, which is easy to guess. Please choose another.',
  'password-common': 'Many people use this password, or one much like it, so it is easy to guess. Please choose another.',
  'password-contains-own-name': 'This password is little more than your name, which is easy to guess. Please choose another.',
  'password-contains-login-id': 'This password is little more than your login ID, which is easy to guess. Please choose another.',
  'password-unchanged': 'This is the password you have. Please choose another.',
  'password-contains-email':
    'This password is little more than your e-mail address, which is easy to guess. Please choose another.',

  'not-a-number': 'Please enter a number.',
  'too-small': 'Please enter a number that is at least {minimum}.',
  'too-large': 'Please enter a number that is at most {maximum}.',
  'date-invalid': 'There is no such day. Please enter it as year-month-day, such as 2025-04-01.',
  'date-too-early': 'Please enter a day that is not before {minimum}.',
  'date-too-late': 'Please enter a day that is not after {maximum}.',
  'too-few': 'Please choose at least {minimum}.',
  duplicate: 'This is there twice. Please remove one of them.',
  'pattern-mismatch': 'This is not in the form that is asked for here. Please see the description of this field.',
  'country-unknown': 'Please choose a country by its code of two letters, such as JP.',
  'language-unknown': 'Please choose a language by its tag, such as ja or en-GB.',
  'consent-required': 'This needs your consent. Without it you cannot apply.',
  'authentication-code-wrong': 'This is not an authentication code of this link. Type it as it was given to you.',
  'terms-not-accepted': 'Please read and accept the terms of use.',
  'answers-too-long': 'Your answers are too long, taken together. Please shorten some of them.',

  'field-key-invalid':
    'Please use unaccented Latin letters, digits and _ only, begin with a letter, and use at most {maximum} characters.',
  'field-key-reserved': 'This key is reserved. Please choose another.',
  'field-always-used': 'This field cannot be left out of the form.',
  'field-always-required': 'This field cannot be optional.',
  'fields-missing': 'These fields cannot be left out of the form: {allowed}.',
  'limits-contradict': 'The lower limit is above the upper one. Please change one of them.',
  'pattern-invalid': 'This pattern cannot be used: {reason}.',
  'pattern-too-complex': 'This pattern is too complex. Please write a simpler one.',

  'parent-itself': 'A group cannot be above itself. Please choose another parent, or none.',
  'parent-unknown': 'There is no group with this LMS ID. Please send the parent as well, or choose another.',
  'parent-refused': 'The parent was refused, and is not there yet. Please correct the parent first.',
  'parent-circle': 'This parent is, or would be, below the group itself. Please choose another.',
  'parent-too-deep': 'Groups can be at most {maximum} levels deep. Please choose a parent further up.',

  'url-invalid': 'Please enter a complete web address, such as https://lms.example.com/login.',
  'url-not-https': 'Please enter an address that begins with https://.',
  'url-with-credentials': 'Please leave the user name and the password out of the address.',
  'not-on-staff': 'Nobody on the staff of this site has this ID. Please choose somebody else.',
  'contact-address-invalid':
    'Please enter a complete web address, or mailto: and one e-mail address, such as mailto:office@example.com.',
  'origin-invalid':
    'Please enter one origin, such as https://lms.example.com: https:// and a host name without *, no path. http:// only on this machine.',
  'colour-invalid': 'Please enter a colour as # and six hexadecimal digits, such as #1d4ed8.',
  'colour-contrast-too-low':
    'On white this colour is hard to read: its contrast is {contrast}, and at least {minimum} is needed. {enough} would be enough.',
  'image-kind-not-taken': 'Please send a PNG, JPEG or WebP image. SVG is not taken, as it can hold a program.',
  'image-too-large': 'This image is too large: at most {maximum} pixels each way. Please make it smaller.',

  'authentication-code-unknown': 'This sign-up URL has no code with this ID. Please leave the ID out for a new code.',
  'moment-invalid': 'Please enter a date and a time with its offset, such as 2026-04-01T09:00:00+09:00.',
  'moment-passed': 'This moment has passed. Please enter one in the future.',
  'template-syntax': 'Line {line}, column {column}: this cannot be read. Is a brace, or the end of a block, missing?',
  'template-construct-not-allowed':
    'Line {line}, column {column}: only variables, #if, #unless, else, and #each of a list can be used in a template.',
  'template-variable-unknown': 'Line {line}, column {column}: there is no such variable here. Possible are: {allowed}.',
  'template-variable-misplaced': 'Line {line}, column {column}: this cannot stand in this place.',
  'template-variable-missing': 'Please put {name} into the text, outside of any condition.',
  'template-too-complex': 'This template is too complex. Please write a simpler one.',
  'html-malformed': 'Line {line}, column {column}: this is not well-formed HTML.',
  'html-element-not-allowed': 'Line {line}, column {column}: this element cannot be used in a mail.',
  'html-attribute-not-allowed': 'Line {line}, column {column}: this attribute cannot be used here.',
  'html-address-not-allowed':
    'Line {line}, column {column}: an address begins with https://, http://, mailto: or tel:, or is a variable for links.',
  'html-style-not-allowed': 'Line {line}, column {column}: this CSS cannot be used in a mail.',
  'html-comment-not-allowed': 'Line {line}, column {column}: comments would be sent. Please take this one out.',
};
