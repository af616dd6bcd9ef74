import { type DatabaseSettings } from './database-url';
import { type SmtpTls } from './settings';

export type Mode = 'production' | 'development' | 'test';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** Who may read the metrics: everybody, who sends the token, or nobody. */
export type ExposedMetrics = 'open' | 'off' | { readonly token: string };

/**
 * Every setting of the service, read and checked once at start.
 * `load-config.ts` makes it; nothing else reads the environment.
 */
export class Config {
  /** `production` insists on secrets, https and a real mail server; the others help themselves. */
  readonly mode!: Mode;
  readonly http!: {
    /** Address to listen on. */
    readonly host: string;
    readonly port: number;
    /** Where people reach the service, without a trailing slash: the base of every mailed link. */
    readonly publicBaseUrl: string;
    /** How many proxies in front are believed when they name the client's address. */
    readonly trustedProxyHops: number;
    /** How many connections are open at once; further ones are closed as they come. */
    readonly maxConnections: number;
    /** Within how many seconds a request must have arrived, and how long nothing may be read of an answer. */
    readonly longestRequestInSeconds: number;
  };
  /** What of the service's own workings may be seen from outside. */
  readonly exposed!: {
    /** Swagger UI and the OpenAPI document. */
    readonly docs: boolean;
    readonly metrics: ExposedMetrics;
  };
  /** Send traces. Where to, and the rest, OpenTelemetry's SDK reads from the variables it has for that. */
  readonly tracing!: boolean;
  readonly database!: DatabaseSettings;
  /** Run pending migrations before serving. */
  readonly migrateAtStart!: boolean;
  readonly mail!: {
    /** `smtp://` or `smtps://` URL, with user and password when the server wants them. */
    readonly smtpUrl: string;
    readonly tls: SmtpTls;
    /** Sender of every mail, `Name <address>` or an address. */
    readonly from: string;
  };
  /** The one secret: keys for links, tickets and stored keys are derived from it. */
  readonly secretKey!: string;
  /** What was made under this one counts as well: the secret before, while one is changed for another. */
  readonly previousSecretKey!: string | null;
  /** Folder of the embedded default: database, secret, inbox. */
  readonly varDir!: string;
  readonly jobs!: {
    /** When every job runs, instead of at its own ticks; null: each by its own schedule. */
    readonly cronOfAll: string | null;
  };
  /** How long what is no site's business is kept; what is, the site says itself. */
  readonly retention!: {
    readonly idempotencyKeysInHours: number;
    readonly decisionJobsInDays: number;
    readonly expiredSessionsInDays: number;
  };
  /** Where replicas share what they count by client address; null: each counts for itself. */
  readonly redisUrl!: string | null;
  /** Where providers of challenges are asked whether one was solved. */
  readonly challengeProviders!: Readonly<Record<'hcaptcha' | 'turnstile', string>>;
  readonly rateLimits!: {
    /** Nothing is limited: for tests and load tests. */
    readonly isOff: boolean;
    /** By how much the limits per client address are multiplied. */
    readonly clientFactor: number;
  };
  /** Whoever on the staff has no second factor may do nothing but set one up. */
  readonly staffSecondFactorRequired!: boolean;
  readonly logLevel!: LogLevel;
  /** Runs jobs and sends mails by itself, as the service does; a command of the command line does what it is told, and ends. */
  readonly worksByItself!: boolean;
  /** Make the demo site and its administrator when the database holds no site. */
  readonly demoSite!: boolean;
}
