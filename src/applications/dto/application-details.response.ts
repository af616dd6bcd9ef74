import { ApiProperty } from '@nestjs/swagger';
import { type Concern, CONCERNS } from '../../bot-protection';
import { type MailView } from '../../mail';
import { type ApplicationDetails } from '../application-details.read-model';
import { type LookAlikes } from '../related-applications';
import { ApplicationResponse, BoundedCountResponse, HistoryEntryResponse, ShownAnswerResponse } from './application.response';

export class ApplicationGroupResponse {
  id: string;

  /** What the LMS calls it. */
  lmsId: string;

  /** @example 'Evening course' */
  name: string;
}

export class ApplicationSignupUrlResponse {
  id: string;

  /** Null when there is none any more. */
  url: string | null;
}

export class TypedCodeResponse {
  id: string;

  /** @example 'Spring fair' */
  label: string | null;

  /** Only for roles that may see codes. */
  code: string | null;
}

export class AcceptedTermsResponse {
  version: number;

  acceptedAt: Date;
}

export class ApplicationMailResponse {
  id: string;

  /** @example 'activation' */
  template: MailView['template'];

  /**
   * The language it is written in.
   * @example 'en'
   */
  locale: string;

  /** @example 'sent' */
  state: MailView['state'];

  /** How often sending was tried. */
  tries: number;

  queuedAt: Date;

  /** Null while it is not. */
  sentAt: Date | null;

  /** When it is tried next; null unless it is queued. */
  dueAt: Date | null;

  /** What the mail server said last. */
  lastAnswer: string | null;

  static from({ id, template, locale, state, tries, queuedAt, sentAt, dueAt, lastAnswer }: MailView): ApplicationMailResponse {
    return { id, template, locale, state, tries, queuedAt, sentAt, dueAt: state === 'queued' ? dueAt : null, lastAnswer };
  }
}

/** Other applications that look as if they came from the same person or place. */
export class LookAlikesResponse extends BoundedCountResponse {
  /** The newest 20. */
  items: ApplicationResponse[];

  static override from(alike: LookAlikes): LookAlikesResponse {
    return { ...BoundedCountResponse.from(alike), items: alike.items.map((view) => ApplicationResponse.from(view)) };
  }
}

export class AllLookAlikesResponse {
  /** Another spelling of the same mailbox: without `+tag`, and at Google without dots. */
  sameMailbox: LookAlikesResponse;

  /** Sent from the same network (IPv4 /24, IPv6 /64) in the 24 hours before or after. */
  sameNetwork: LookAlikesResponse;
}

/** Everything the applicant sent, where the application stands, and what a decision may hang on. */
export class ApplicationDetailsResponse extends ApplicationResponse {
  displayName: string | null;

  department: string | null;

  position: string | null;

  /** ISO 3166-1 alpha-2. */
  country: string | null;

  /** BCP 47. */
  language: string | null;

  /** IANA name. */
  timeZone: string | null;

  /** Answers to the site's own fields, with the labels they had on the form, in its order. */
  answers: ShownAnswerResponse[];

  /**
   * What speaks against approving it without a look, as it was when the address was confirmed: the service has left it to a person. The
   * applicant is told nothing of it.
   */
  @ApiProperty({ enum: CONCERNS, isArray: true, example: ['email-domain-disposable'] })
  concerns: Concern[];

  /** The version of the terms that was accepted with the application; null where there were none. */
  termsVersion: number | null;

  /** The terms that were accepted, and when; null where there were none. */
  terms: AcceptedTermsResponse | null;

  /** The group of the sign-up URL; null for applications through the site's own form. */
  group: ApplicationGroupResponse | null;

  /** What it was sent through; null for the site's own form. */
  signupUrl: ApplicationSignupUrlResponse | null;

  /** The code that was typed; null where none was asked. */
  authenticationCode: TypedCodeResponse | null;

  /** Every mail about it, oldest first. */
  mails: ApplicationMailResponse[];

  /** Sent before with the same address or login ID, whatever became of them; newest first, 20 at the most. */
  earlierApplications: ApplicationResponse[];

  lookAlikes: AllLookAlikesResponse;

  /** Every move of its life-cycle, oldest first. */
  history: HistoryEntryResponse[];

  static fromDetails(details: ApplicationDetails): ApplicationDetailsResponse {
    const { application, group } = details;
    const { termsVersion, appliedAt } = application;
    return {
      ...ApplicationResponse.from(details),
      displayName: application.displayName,
      department: application.department,
      position: application.position,
      country: application.country,
      language: application.language,
      timeZone: application.timeZone,
      answers: details.answers.map((answer) => ShownAnswerResponse.from(answer)),
      concerns: concernsIn(application.concerns),
      termsVersion,
      terms: termsVersion === null ? null : { version: termsVersion, acceptedAt: appliedAt },
      group: group && { id: group.id, lmsId: group.lmsId, name: group.name },
      signupUrl: details.signupUrl && { id: details.signupUrl.id, url: details.signupUrl.url },
      authenticationCode: codeFrom(details),
      mails: details.mails.map((mail) => ApplicationMailResponse.from(mail)),
      earlierApplications: details.earlier.map((view) => ApplicationResponse.from(view)),
      lookAlikes: {
        sameMailbox: LookAlikesResponse.from(details.sameMailbox),
        sameNetwork: LookAlikesResponse.from(details.sameNetwork),
      },
      history: details.history.map((view) => HistoryEntryResponse.from(view)),
    };
  }
}

function concernsIn(text: string | null): Concern[] {
  return CONCERNS.filter((concern) => text?.split(',').includes(concern));
}

function codeFrom({ authenticationCode }: ApplicationDetails): TypedCodeResponse | null {
  return (
    authenticationCode && {
      id: authenticationCode.id,
      label: authenticationCode.label,
      code: authenticationCode.code,
    }
  );
}
