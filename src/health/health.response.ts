import { type MailServerState } from '../mail';

export class LiveResponse {
  /** @example 'up' */
  status: 'up';
}

export class ChecksResponse {
  /** Whether the database answers. */
  database: 'up';

  /** Whether the schema is that of this version. */
  migrations: 'up';

  /**
   * Whether the mail server answers: `slow` when it takes its time, `checking` until it is known for the first time. The service is
   * ready without it: mails are queued.
   * @example 'up'
   */
  mail: MailServerState;

  /**
   * `jumped`: the system's clock was set by more than a minute while the process ran, and is not followed. The service is ready
   * nevertheless; set the clock right, or restart the process to have it followed.
   * @example 'up'
   */
  clock: 'up' | 'jumped';
}

export class ReadyResponse {
  /** @example 'up' */
  status: 'up';

  checks: ChecksResponse;
}
