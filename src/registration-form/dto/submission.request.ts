import { ApiPropertyOptional } from '@nestjs/swagger';
import { Allow } from 'class-validator';
import { LONGEST_CHALLENGE } from '../domain/form-challenge';

/** Which terms of use the applicant accepts. */
export class AcceptedTermsRequest {
  /**
   * The version that was shown.
   * @example 3
   */
  version: number;

  /** That the applicant agrees. Anything but `true` is no acceptance. */
  accepted: boolean;
}

/**
 * The form as the applicant filled it in. Which fields there are, and which of
 * them are required, is the site's choice: `GET …/registration-form` has the
 * JSON Schema of exactly this body.
 */
export class SubmissionRequest {
  /**
   * The `version` of the form that was shown. If the site has changed its form since, the answer is `form-changed` with the new one.
   * @example 'q3Zk9XbT0mC1dJr8Ue2o7w'
   */
  @ApiPropertyOptional()
  @Allow()
  formVersion?: string;

  /**
   * 1 to 50 characters.
   * @example 'Sam Example'
   */
  @Allow()
  name: string;

  /**
   * 5 to 30 characters: letters, digits and ``! " # $ % & ' ( ) * + , - . / : ; ? [ \ ] ^ _ ` @``. Compared without regard to case and
   * width. Required, except on sites that do without login IDs: these refuse it.
   * @example 'sam.example'
   */
  @ApiPropertyOptional()
  @Allow()
  loginId?: string;

  /**
   * One address, at most 254 characters, without SMTPUTF8.
   * @example 'sam@example.org'
   */
  @Allow()
  email: string;

  /**
   * 8 to 128 characters, of any kind; a site may ask for more than 8. Common ones, and those made of one’s own name, login ID or
   * address, are refused.
   * @example 'plum jam on warm bread'
   */
  @Allow()
  password: string;

  /**
   * What the other members see: 3 to 50 characters.
   * @example 'Sam'
   */
  @ApiPropertyOptional()
  @Allow()
  displayName?: string;

  /**
   * 1 to 100 characters.
   * @example 'Research'
   */
  @ApiPropertyOptional()
  @Allow()
  department?: string;

  /**
   * 1 to 100 characters.
   * @example 'Librarian'
   */
  @ApiPropertyOptional()
  @Allow()
  position?: string;

  /**
   * ISO 3166-1 alpha-2.
   * @example 'JP'
   */
  @ApiPropertyOptional()
  @Allow()
  country?: string;

  /**
   * BCP 47.
   * @example 'ja'
   */
  @ApiPropertyOptional()
  @Allow()
  language?: string;

  /**
   * A name of the IANA time zone database.
   * @example 'Asia/Tokyo'
   */
  @ApiPropertyOptional()
  @Allow()
  timeZone?: string;

  /**
   * The site's own fields, by key: text, a number, true or false, or a list of texts.
   * @example { "company": "Example Ltd", "topics": ["maths", "music"] }
   */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  @Allow()
  answers?: Record<string, unknown>;

  /**
   * The key of the sign-up URL (its last part) the applicant came by; without one, the application belongs to no group.
   * @example 'q3Zk9XbT0mC1dJr8Ue2o7wAx'
   */
  @ApiPropertyOptional()
  @Allow()
  signupUrl?: string;

  /**
   * Required where the sign-up URL asks for one. Compared without regard to case and width.
   * @example 'spring-2026'
   */
  @ApiPropertyOptional()
  @Allow()
  authenticationCode?: string;

  /** Required where the site has terms of use; refused elsewhere. */
  @ApiPropertyOptional({ type: AcceptedTermsRequest })
  @Allow()
  terms?: AcceptedTermsRequest;

  /**
   * What solves the form’s `challenge`: for `proof-of-work` what the ALTCHA widget makes of `GET …/challenge` (base64 of JSON), otherwise the
   * token of the provider’s widget. Required to apply where the form has one; each counts once. Having the form checked takes none.
   */
  @ApiPropertyOptional({ maxLength: LONGEST_CHALLENGE })
  @Allow()
  challenge?: string;

  /** The form’s `honeypot`: leave it empty. People never see it; whoever fills it in is answered as if all were well, and nothing happens. */
  @ApiPropertyOptional({ maxLength: 0 })
  @Allow()
  homepage?: string;
}
