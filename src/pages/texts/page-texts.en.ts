import { type PageTexts } from './page-texts';

const wait = (minutes: number): string => (minutes === 1 ? 'a minute' : `${minutes} minutes`);

export const PAGE_TEXTS_EN: PageTexts = {
  frame: {
    direction: 'ltr',
    languageName: 'English',
    languages: 'Language',
    skip: 'Skip to the content',
    errorPrefix: 'Error: ',
    terms: 'Terms of use',
    privacy: 'Privacy',
    contact: 'Contact',
  },
  steps: {
    label: 'Progress',
    position: (step, of) => `Step ${step} of ${of}`,
    names: ['Your details', 'Check', 'Confirm by e-mail'],
  },
  signUp: {
    title: (siteName) => `Apply for membership of ${siteName}`,
    intro: 'Fill in the form. Before anything is sent you can check it all once more.',
    introOfGroup: (groupName) => `You apply to join the group “${groupName}”.`,
    optional: '(optional)',
    choose: 'Please choose',
    summaryTitle: 'Please correct this first',
    error: 'Error:',
    passwordRefuses: 'Not accepted: common passwords, simple patterns, and your own name, login ID or e-mail address.',
    passwordKept: 'Your password is kept. Leave this empty unless you want another one.',
    showPassword: 'Show',
    hidePassword: 'Hide',
    passwordShown: 'The password is shown.',
    passwordHidden: 'The password is hidden.',
    range: { from: (minimum) => `From ${minimum}.`, to: (maximum) => `Up to ${maximum}.` },
    agree: (title) => `I have read “${title}” and agree.`,
    termsNewTab: 'Links open in a new tab.',
    honeypot: 'Leave this field empty',
    honeypotFilled: 'This field is there to keep programs out. Please empty it.',
    next: 'Continue',
    formChanged: 'This form has been changed since you opened it. Please check your answers and continue.',
    loginIdTaken: 'Somebody uses this login ID already. Please choose another.',
    takenTooLong: 'Some time has passed. Please type your password again and continue.',
    notKept: 'What you typed is not kept any longer, or was typed in another browser. Please fill in the form again.',
    elsewhere: 'Please check this.',
  },
  confirmation: {
    title: 'Check what you have entered',
    intro: 'Nothing has been sent yet. This is what will be sent.',
    group: 'Group',
    passwordValue: '•••••••• (hidden)',
    notGiven: 'Not given',
    yes: 'Yes',
    no: 'No',
    termsAgreed: 'You agree',
    apply: 'Apply with the above information',
    back: 'Back',
  },
  challenge: {
    working: 'Checking that you are not a robot…',
    done: 'Checked: you are not a robot.',
    waiting: 'Please wait a moment: your application is sent as soon as the check is done.',
    failed:
      'The check could not be done in this browser. Press the button to try again; if that does not help, use another browser.',
    needsScript:
      'This site checks that you are not a robot, which needs JavaScript. Please switch it on and load this page again, or ask the administrators of the site.',
    contact: 'Contact',
    notDone:
      'It has not been checked yet that you are not a robot. Please wait for the check on this page, then press the button again.',
    unavailable: 'It cannot be checked just now that you are not a robot. Nothing has been sent. Please try again in a moment.',
  },
  sent: {
    title: 'Look into your mailbox',
    text: (email) => `We have sent a mail to ${email}.`,
    next: 'Open the link in it to confirm that the address is yours. Only then does your application go on.',
    notArrived: 'Nothing has arrived?',
    hints: [
      'It may take a few minutes.',
      'Look into the folder for spam or advertising.',
      'Check that the address above is spelt right.',
    ],
    resend: 'Send the mail again',
    resent: 'If the application still waits for confirmation, another mail is on its way. Only the newest link works.',
    wrongAddress: 'The address is wrong?',
    applyAgain: 'Apply again',
    status: 'See where your application stands',
  },
  activate: {
    ask: {
      title: 'Confirm your e-mail address',
      text: (siteName) => `Press the button to confirm that you applied for membership of ${siteName} with this e-mail address.`,
      button: 'Confirm my e-mail address',
    },
    password: {
      label: 'Password you chose when you applied',
      hint: 'You are using another browser than the one you applied with. The password shows that the application is yours.',
      required: 'Please type the password you chose when you applied.',
      wrong: 'That is not the password of this application.',
    },
    disownQuestion: 'You did not apply?',
    disownLink: 'This was not me',
    confirmed: { title: 'Thank you', text: 'Your e-mail address is confirmed.' },
    alreadyConfirmed: { title: 'Already confirmed', text: 'This e-mail address has been confirmed already.' },
    waiting: 'An administrator will decide about your application. You will hear by e-mail; there is nothing more to do here.',
    approved: 'Your membership is approved. You can log in now.',
    notApproved: 'There is nothing more to do here.',
    logIn: 'Log in',
    expired: {
      title: 'This link has expired',
      text: 'Press the button to have a mail with a new link sent to the same address.',
      button: 'Send me a new link',
    },
    unknown: {
      title: 'This link is not valid',
      text: 'It may have been replaced by a newer one, or not have been copied whole. Open the link in the newest mail.',
    },
    resent: {
      title: 'Please look into your mailbox',
      text: 'If the application still waits for confirmation, a mail with a new link is on its way. Only the newest link works.',
    },
    disown: {
      title: 'This was not you?',
      text: 'Somebody applied with your e-mail address. Press the button to delete that application.',
      button: 'Delete the application',
    },
    disowned: {
      title: 'The application has been deleted',
      text: 'No account is opened, and no further mail about it is sent.',
    },
    nothingToDisown: {
      title: 'There is nothing to delete',
      text: 'No application waits behind this link. No account will be opened.',
    },
    tooLateToDisown: {
      title: 'This has been confirmed already',
      text: 'The e-mail address was confirmed, so the application cannot be deleted here. Please write to the administrators of the site.',
    },
  },
  status: {
    appliedAt: 'Applied',
    since: 'So since',
    linkExpiresAt: 'The link in the first mail works until',
    timeZone: (name) => `Times are those of ${name}.`,
    noTicket: {
      title: 'This browser knows of no application',
      text: 'Open this page in the browser you applied with. What is decided about your application is sent by e-mail in any case.',
    },
  },
  staff: {
    setPassword: {
      title: 'Choose your password',
      hint: 'At least 12 characters. Several words in a row are easy to remember.',
      email: 'E-mail',
      label: 'New password',
      button: 'Save the password',
      done: {
        title: 'Your password is saved',
        text: 'You can log in with it now. Wherever you were logged in before, you are not any more.',
      },
      dead: {
        title: 'This link is not valid',
        text: 'It has been used, replaced by a newer one, or is too old. Ask for another.',
      },
    },
    unsubscribe: {
      ask: {
        title: 'No more notifications?',
        text: (siteName) => `Press the button to get no more mails about applications that are waiting at ${siteName}.`,
        button: 'Stop these mails',
      },
      done: {
        title: 'These mails have been stopped',
        text: (siteName) =>
          `You get no more mails about applications that are waiting at ${siteName}. You can switch them on again in your notification settings.`,
      },
      unknown: { title: 'This link is not valid', text: 'Open the link from the mail again.' },
    },
  },
  problems: {
    signupUrlNotValid: {
      title: 'This link is no longer valid',
      text: 'It may have been replaced, have come to its end, or not have been copied whole. Ask whoever gave it to you for a new one.',
    },
    closed: {
      title: 'Registration is closed',
      text: 'No new applications are taken at the moment. Applications that have been sent go on.',
    },
    groupFull: {
      title: 'This group is full',
      text: 'Nobody else can join it at the moment. Ask whoever gave you the link.',
    },
    siteUnknown: { title: 'There is no such site', text: 'Check the address for typing errors.' },
    notFound: {
      title: 'There is nothing here',
      text: 'Check the address for typing errors, or open the link in the mail again.',
    },
    wrongMethod: { title: 'That is not possible here', text: 'Go back, and open the page again.' },
    tooOften: {
      title: 'That was too often',
      text: (minutes) => `Please wait ${wait(minutes)}, then try again. Nothing has been lost by this.`,
    },
    away: {
      title: 'The service is not available just now',
      text: 'Please try again in a few minutes. Nothing has been sent. A link from a mail has lost nothing by this.',
    },
    busy: {
      title: 'Please try again in a moment',
      text: 'The service is too busy just now. Nothing has been sent. A link from a mail has lost nothing by this.',
    },
    crossSite: {
      title: 'This form could not be accepted',
      text: 'It was not sent from the page that this browser has opened, or your browser keeps no cookies. Open the page again, and allow cookies for it.',
    },
    stillRunning: {
      title: 'Your application is still being sent',
      text: 'Wait a moment, then reload this page. It is sent once only.',
    },
    notReadable: {
      title: 'This could not be read',
      text: 'Something that was sent is damaged. Go back, check what you have entered, and try again.',
    },
    tooLarge: { title: 'This is too much', text: 'What was sent is too long. Go back and shorten it.' },
    unexpected: {
      title: 'Something went wrong',
      text: (requestId) =>
        `This is our fault, not yours. Please try again later. If it happens again, tell us this number: ${requestId}`,
    },
    openAgain: 'Open the page again',
  },
};
