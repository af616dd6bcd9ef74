import { ApiProperty } from '@nestjs/swagger';
import { type CheckedSubmission } from '../../registration-form';

/** What was sent, as it would be stored: trimmed and normalised. The password is not among it. */
export class PreviewResponse {
  /** @example 'Sam Example' */
  name: string;

  /**
   * Null where the site does without login IDs.
   * @example 'sam.example'
   */
  loginId: string | null;

  /** @example 'sam@example.org' */
  email: string;

  displayName: string | null;

  department: string | null;

  position: string | null;

  /** ISO 3166-1 alpha-2. */
  country: string | null;

  /** BCP 47. */
  language: string | null;

  /** IANA name. */
  timeZone: string | null;

  /** Answers to the site's own fields, by key. */
  @ApiProperty({ type: 'object', additionalProperties: true, example: { course: 'evening' } })
  answers: CheckedSubmission['answers'];

  /** The version of the terms that was accepted; null where the site asks for none. */
  termsVersion: number | null;

  static from(checked: CheckedSubmission): PreviewResponse {
    return {
      name: checked.name,
      loginId: checked.loginId?.asTyped ?? null,
      email: checked.email.asTyped,
      displayName: checked.displayName,
      department: checked.department,
      position: checked.position,
      country: checked.country,
      language: checked.language,
      timeZone: checked.timeZone,
      answers: checked.answers,
      termsVersion: checked.termsVersion,
    };
  }
}
