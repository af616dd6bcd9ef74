export class LiveResponse {
  /** @example 'up' */
  status: 'up';
}

export class ChecksResponse {
  /** Whether the database answers. */
  database: 'up';

  /** Whether the schema is that of this version. */
  migrations: 'up';

  /** Whether the mail server answers; `checking` until that is known for the first time. */
  mail: 'up' | 'down' | 'checking';
}

export class ReadyResponse {
  /** @example 'up' */
  status: 'up';

  checks: ChecksResponse;
}
