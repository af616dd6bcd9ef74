import { type ApplicationStatus } from './application-lifecycle';

/** Who decided without anybody: automatic approval. */
export const BY_THE_SERVICE = 'service';

/** Which applications of a site; all conditions together. What is not said does not matter. */
export interface ApplicationFilter {
  /** Any of these; all, when empty. */
  readonly statuses: readonly ApplicationStatus[];
  /** What the login ID begins with, whatever its case. */
  readonly loginId?: string;
  /** What the address begins with; or, with an @ first, its whole domain. */
  readonly email?: string;
  /** What the name begins with, whatever its case. */
  readonly name?: string;
  /** Applied then or later. */
  readonly appliedFrom?: Date;
  /** Applied before then. */
  readonly appliedBefore?: Date;
  readonly groupId?: string;
  readonly signupUrlId?: string;
  readonly authenticationCodeId?: string;
  /** The state of the mail sent last about the application. */
  readonly mailState?: 'queued' | 'sending' | 'sent' | 'failed';
  /** A member of staff, or {@link BY_THE_SERVICE}. */
  readonly decidedById?: string;
}
