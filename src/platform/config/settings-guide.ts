import { KEPT_FOR, type KeptFor } from './kept-for';
import { type Settings } from './settings';

/** What the pages about settings say of one, besides its meaning, which stands at the setting itself. */
export interface SettingGuide {
  /** What a value looks like, and its unit. */
  readonly form: string;
  /** What holds when it is unset; null: nothing does, and it is needed in production. */
  readonly usual: string | null;
  /** What holds in production instead; undefined: the same. Null: there is no default, and the start is refused without it. */
  readonly usualInProduction?: string | null;
  /** The value that `.env.example` shows. */
  readonly sample: string;
}

interface SettingGroup {
  readonly title: string;
  readonly settings: readonly (keyof Settings)[];
}

function keptFor({ unit, usual, minimum, maximum }: KeptFor): SettingGuide {
  return { form: `${unit}, ${minimum} to ${maximum}`, usual: String(usual), sample: String(usual) };
}

/** The settings in the order that a reader needs them. The compiler asks for every setting here, a spec for every one in a group. */
export const SETTING_GROUPS: readonly SettingGroup[] = [
  {
    title: 'The service',
    settings: [
      'NODE_ENV',
      'SECRET_KEY',
      'SECRET_KEY_PREVIOUS',
      'PUBLIC_BASE_URL',
      'HOST',
      'PORT',
      'TRUST_PROXY',
      'MAX_CONNECTIONS',
      'LONGEST_REQUEST_SECONDS',
      'VAR_DIR',
      'LOG_LEVEL',
    ],
  },
  { title: 'Database', settings: ['DATABASE_URL', 'MIGRATE_AT_START'] },
  { title: 'Mail', settings: ['SMTP_URL', 'SMTP_TLS', 'MAIL_FROM'] },
  {
    title: 'Limits and access',
    settings: ['RATE_LIMITS', 'REDIS_URL', 'STAFF_TOTP', 'HCAPTCHA_VERIFY_URL', 'TURNSTILE_VERIFY_URL'],
  },
  { title: 'What is shown', settings: ['EXPOSE_DOCS', 'METRICS', 'METRICS_TOKEN'] },
  { title: 'Traces', settings: ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_SDK_DISABLED'] },
  {
    title: 'What is kept, and jobs',
    settings: ['KEEP_IDEMPOTENCY_KEYS_HOURS', 'KEEP_DECISION_JOBS_DAYS', 'KEEP_EXPIRED_SESSIONS_DAYS', 'JOBS_SCHEDULE'],
  },
];

export const SETTINGS_GUIDE = {
  NODE_ENV: {
    form: '`production`, `development` or `test`',
    usual: '`production` with `DATABASE_URL`, else `development`',
    sample: 'production',
  },
  SECRET_KEY: {
    form: 'text, 32 characters or more: `openssl rand -base64 48`',
    usual: 'generated, kept in `VAR_DIR`',
    usualInProduction: null,
    sample: 'change-me',
  },
  SECRET_KEY_PREVIOUS: { form: 'text, as `SECRET_KEY`', usual: 'none', sample: 'change-me' },
  PUBLIC_BASE_URL: {
    form: 'URL',
    usual: '`http://localhost:PORT`',
    usualInProduction: null,
    sample: 'https://register.example.org',
  },
  HOST: { form: 'IP address', usual: '`127.0.0.1`', usualInProduction: '`0.0.0.0`', sample: '127.0.0.1' },
  PORT: { form: 'number', usual: '`3000`', sample: '3000' },
  TRUST_PROXY: { form: 'number of proxies, 0 to 10', usual: '`0`', sample: '1' },
  MAX_CONNECTIONS: { form: 'connections, 10 to 100,000', usual: '`2000`', sample: '2000' },
  LONGEST_REQUEST_SECONDS: { form: 'seconds, 2 to 600', usual: '`30`', sample: '30' },
  VAR_DIR: { form: 'path', usual: '`var`', sample: 'var' },
  LOG_LEVEL: { form: '`fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`', usual: '`info`', sample: 'info' },
  DATABASE_URL: {
    form: '`mysql://user:password@host:3306/name` or `sqlite:path/to/file`',
    usual: 'SQLite in `VAR_DIR`',
    usualInProduction: null,
    sample: 'mysql://matricula:password@127.0.0.1:3306/matricula',
  },
  MIGRATE_AT_START: { form: '`true` or `false`', usual: '`true`', usualInProduction: '`false`', sample: 'false' },
  SMTP_URL: {
    form: '`smtp://host:587` or `smtps://user:password@host:465`',
    usual: 'the local mail catcher',
    usualInProduction: null,
    sample: 'smtps://user:password@mail.example.org:465',
  },
  SMTP_TLS: {
    form: '`required`, `preferred` or `off`',
    usual: '`preferred`',
    usualInProduction: '`required`',
    sample: 'required',
  },
  MAIL_FROM: {
    form: 'an address, or `Name <address>`',
    usual: '`Matricula <matricula@localhost.example>`',
    usualInProduction: null,
    sample: 'Example Academy <register@example.org>',
  },
  RATE_LIMITS: { form: 'factor, 1 to 100, or `off`', usual: '`100`', usualInProduction: '`1`', sample: '1' },
  REDIS_URL: { form: '`redis://user:password@host:6379/0` or `rediss://…`', usual: 'none', sample: 'redis://127.0.0.1:6379/0' },
  STAFF_TOTP: { form: '`required` or `optional`', usual: '`optional`', sample: 'required' },
  HCAPTCHA_VERIFY_URL: {
    form: 'URL, https or of this machine',
    usual: 'the provider’s own',
    sample: 'https://api.hcaptcha.com/siteverify',
  },
  TURNSTILE_VERIFY_URL: {
    form: 'URL, https or of this machine',
    usual: 'the provider’s own',
    sample: 'https://challenges.cloudflare.com/turnstile/v0/siteverify',
  },
  EXPOSE_DOCS: { form: '`true` or `false`', usual: '`true`', usualInProduction: '`false`', sample: 'true' },
  METRICS: {
    form: '`open`, `token` or `off`',
    usual: '`open`; `token` with `METRICS_TOKEN`',
    usualInProduction: '`token` with `METRICS_TOKEN`, else `off`',
    sample: 'token',
  },
  METRICS_TOKEN: {
    form: '16 to 200 characters: `openssl rand -hex 32`',
    usual: 'none',
    sample: '16-to-200-characters-from-openssl-rand',
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: { form: 'URL', usual: 'none', sample: 'http://127.0.0.1:4318' },
  OTEL_SDK_DISABLED: { form: '`true` or `false`', usual: '`false`', sample: 'true' },
  KEEP_IDEMPOTENCY_KEYS_HOURS: keptFor(KEPT_FOR.idempotencyKeys),
  KEEP_DECISION_JOBS_DAYS: keptFor(KEPT_FOR.decisionJobs),
  KEEP_EXPIRED_SESSIONS_DAYS: keptFor(KEPT_FOR.expiredSessions),
  JOBS_SCHEDULE: { form: 'cron, UTC', usual: 'each job its own', sample: '*/5 * * * *' },
} satisfies Record<keyof Settings, SettingGuide>;

/** Settings that the programs of a developer read, and the service does not. */
export const SETTINGS_OF_SCRIPTS = [
  {
    name: 'INBOX_PORT',
    meaning: '`npm start` only: port of the inbox of the mail catcher. Default: `1080`, or the next free one.',
    sample: '1080',
  },
  {
    name: 'SMTP_CATCHER_PORT',
    meaning: '`npm start` only: port where it takes mails. Default: `1025`, or the next free one.',
    sample: '1025',
  },
  {
    name: 'TEST_DATABASE_URL',
    meaning: '`npm test` only: a server where databases may be made and dropped; the name must contain “test”.',
    sample: 'mysql://root@127.0.0.1:3306/matricula_test',
  },
] as const;
