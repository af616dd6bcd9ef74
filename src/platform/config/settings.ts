import { z } from 'zod';
import { CronSchedule } from '../clock/cron-schedule';
import { parseDatabaseUrl } from './database-url';
import { KEPT_FOR, type KeptFor } from './kept-for';

const SECRET_MINIMUM_LENGTH = 32;
const SECRET_MINIMUM_VARIETY = 10;

const looksLikeAPlaceholder = (secret: string): boolean =>
  /change.?(me|this)|replace.?(me|this)|your.?secret|placeholder|example/i.test(secret);

const secretKey = z
  .string()
  .refine((secret) => secret.length >= SECRET_MINIMUM_LENGTH, {
    message: `is too short: at least ${SECRET_MINIMUM_LENGTH} characters are needed, for example from "openssl rand -base64 48"`,
  })
  .refine((secret) => !looksLikeAPlaceholder(secret) && new Set(secret).size >= SECRET_MINIMUM_VARIETY, {
    message: 'is a default or placeholder: make one of your own, for example with "openssl rand -base64 48"',
  });

const isWebUrl = (value: string): boolean => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
const isHttpsOrLocal = (value: string): boolean => {
  const { protocol = '', hostname = '' } = URL.canParse(value) ? new URL(value) : {};
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
};
const isSmtpUrl = (value: string): boolean => URL.canParse(value) && /^smtps?:$/.test(new URL(value).protocol);
const isRedisUrl = (value: string): boolean => URL.canParse(value) && /^rediss?:$/.test(new URL(value).protocol);
const hasNoQuery = (value: string): boolean => !/[?#]/.test(value);

const isSchedule = (cron: string): boolean => {
  try {
    return new CronSchedule(cron, 'UTC').cron === cron;
  } catch {
    return false;
  }
};

function keptFor({ minimum, maximum, usual }: KeptFor): z.ZodDefault<z.ZodCoercedNumber> {
  const message = `must be between ${minimum} and ${maximum}`;
  return z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(minimum, message)
    .max(maximum, message)
    .default(usual);
}

function verifyUrl(usual: string): z.ZodDefault<z.ZodString> {
  return z.string().refine(isHttpsOrLocal, { message: 'must be an https URL, or one of this machine' }).default(usual);
}
const METRICS = ['open', 'token', 'off'] as const;

const SMTP_TLS = ['required', 'preferred', 'off'] as const;

/** Whether mails may only travel encrypted to the mail server. */
export type SmtpTls = (typeof SMTP_TLS)[number];

/**
 * The settings as they stand in the environment: name, form, meaning.
 * What is required where is decided in `load-config.ts`.
 */
export const SETTINGS = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'], { error: 'must be production, development or test' })
    .optional()
    .describe('The mode. Production insists on secrets, https and a mail server of its own; the others help themselves.'),
  HOST: z.string().min(1).optional().describe('Address to listen on.'),
  PORT: z.coerce
    .number({ error: 'must be a port number' })
    .int('must be a whole number')
    .min(0, 'must be between 0 and 65535')
    .max(65_535, 'must be between 0 and 65535')
    .default(3000)
    .describe('Port to listen on.'),
  PUBLIC_BASE_URL: z
    .string()
    .refine(isWebUrl, { message: 'must be an http(s) URL' })
    .refine(hasNoQuery, { message: 'must have neither query nor fragment' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .describe('Where people reach the service; the base of every mailed link. In production https.'),
  DATABASE_URL: z
    .string()
    .transform((value, context) => {
      const database = parseDatabaseUrl(value);
      if (database === null) {
        context.addIssue('must look like mysql://user:password@host:3306/database or sqlite:path/to/file');
        return z.NEVER;
      }
      return database;
    })
    .optional()
    .describe('The database: MySQL 8, MariaDB 10.6 or newer, or a file of SQLite.'),
  MIGRATE_AT_START: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .transform((value) => value === 'true')
    .optional()
    .describe('Run pending migrations before serving, instead of `matricula migrate`.'),
  SECRET_KEY: secretKey
    .optional()
    .describe('The one secret: links, tickets and stored keys hang on it. Keep it as long as the database.'),
  SECRET_KEY_PREVIOUS: secretKey
    .optional()
    .describe('The secret before, while it is changed: what was made under it still counts. See docs/rotate-secrets.md.'),
  SMTP_URL: z
    .string()
    .refine(isSmtpUrl, { message: 'must look like smtp://host:587 or smtps://user:password@host:465' })
    .optional()
    .describe(
      'The mail server. Where TLS is used its certificate is checked; NODE_EXTRA_CA_CERTS names a file of authorities of your own.',
    ),
  SMTP_TLS: z
    .enum(SMTP_TLS, { error: `must be ${SMTP_TLS.join(', ')}` })
    .optional()
    .describe('With smtp:// URLs: `required` demands STARTTLS, `preferred` uses it where offered, `off` never.'),
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>\r\n"]{0,80}<[^\s<>"@]{1,64}@[^\s<>"@]{1,255}>|[^\s<>"@]{1,64}@[^\s<>"@]{1,255})$/, {
      message: 'must be an address, or: Name <address>',
    })
    .optional()
    .describe('Sender of every mail. A site may have a name of its own.'),
  VAR_DIR: z.string().min(1).default('var').describe('Folder of the embedded default: database, secret, inbox.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info')
    .describe('How much is logged.'),
  TRUST_PROXY: z.coerce
    .number({ error: 'must be a number of proxies' })
    .int('must be a whole number')
    .min(0, 'must be between 0 and 10')
    .max(10, 'must be between 0 and 10')
    .default(0)
    .describe('How many proxies in front of the service are believed when they name the client’s address.'),
  JOBS_SCHEDULE: z
    .string()
    .refine(isSchedule, { message: 'must be a cron expression, as: */5 * * * *' })
    .optional()
    .describe(
      'When every job runs, whatever its own schedule says. For tests; refused in production. GET /v1/jobs lists the jobs.',
    ),
  KEEP_IDEMPOTENCY_KEYS_HOURS: keptFor(KEPT_FOR.idempotencyKeys).describe(
    'For how many hours a request that is repeated with the same Idempotency-Key gets the first answer again.',
  ),
  KEEP_DECISION_JOBS_DAYS: keptFor(KEPT_FOR.decisionJobs).describe(
    'For how many days decisions on many applications, and what became of each, are kept once they are over.',
  ),
  KEEP_EXPIRED_SESSIONS_DAYS: keptFor(KEPT_FOR.expiredSessions).describe(
    'How many days sessions of staff and their links are kept after they have expired.',
  ),
  MAX_CONNECTIONS: z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(10, 'must be between 10 and 100000')
    .max(100_000, 'must be between 10 and 100000')
    .default(2000)
    .describe('How many connections are open at once; further ones are closed as they come.'),
  LONGEST_REQUEST_SECONDS: z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(2, 'must be between 2 and 600')
    .max(600, 'must be between 2 and 600')
    .default(30)
    .describe('Within how many seconds a request must have arrived, and how long nothing may be read of an answer.'),
  EXPOSE_DOCS: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .transform((value) => value === 'true')
    .optional()
    .describe('Whether Swagger UI (/docs) and the OpenAPI document (/openapi.json) are served.'),
  METRICS: z
    .enum(METRICS, { error: `must be ${METRICS.join(', ')}` })
    .optional()
    .describe(
      'Who may read /metrics: `open` everybody, `token` who sends METRICS_TOKEN, `off` nobody. Closed, they are answered 404, as what does not exist.',
    ),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/=-]{16,200}$/, {
      message: 'must be 16 to 200 letters, digits or . ~ + / = - _, for example from "openssl rand -base64 32"',
    })
    .optional()
    .describe('What Prometheus sends as bearer token to read /metrics.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .refine(isWebUrl, { message: 'must be an http(s) URL' })
    .optional()
    .describe(
      'Where traces are sent, by OTLP over HTTP: `/v1/traces` is added to it. Without it none are made. See docs/observe.md for the further variables of OpenTelemetry.',
    ),
  OTEL_SDK_DISABLED: z
    .string()
    .regex(/^(?:true|false)$/i, { message: 'must be true or false' })
    .transform((value) => value.toLowerCase() === 'true')
    .optional()
    .describe('No traces are made, whatever else is set.'),
  REDIS_URL: z
    .string()
    .refine(isRedisUrl, { message: 'must look like redis://user:password@host:6379/0 or rediss://…' })
    .optional()
    .describe(
      'Where replicas share how often each client address has asked. Without it, and while Redis is away, each process counts for itself. Keys begin with “matricula:”; ?keyPrefix=other: says otherwise.',
    ),
  STAFF_TOTP: z
    .enum(['required', 'optional'], { error: 'must be required or optional' })
    .default('optional')
    .describe('Whether everybody on the staff needs a second factor. A site may require one of its own staff.'),
  HCAPTCHA_VERIFY_URL: verifyUrl('https://api.hcaptcha.com/siteverify').describe(
    'Where hCaptcha is asked, for sites that have it. For tests, and for who reaches it by another way.',
  ),
  TURNSTILE_VERIFY_URL: verifyUrl('https://challenges.cloudflare.com/turnstile/v0/siteverify').describe(
    'The same, for Cloudflare Turnstile.',
  ),
  RATE_LIMITS: z
    .union(
      [
        z.literal('off').transform(() => ({ isOff: true, clientFactor: 1 })),
        z.coerce
          .number()
          .min(1)
          .max(100)
          .transform((clientFactor) => ({ isOff: false, clientFactor })),
      ],
      { error: 'must be a number from 1 to 100, or off' },
    )
    .optional()
    .describe(
      'Multiplies how often one client address may apply, log in and so on, where many people share one. `off` lifts every limit, for tests; refused in production.',
    ),
});

export type Settings = z.infer<typeof SETTINGS>;
