import { join, resolve } from 'node:path';
import { Config, type ExposedMetrics, type Mode } from './config';
import { keptSecret } from './kept-secret';
import { SETTINGS, type Settings } from './settings';

/** The start is refused: each line names a setting and what is wrong with it, never its value. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(['The configuration is not usable:', ...faults.map((fault) => `  - ${fault}`)].join('\n'));
    this.name = 'ConfigError';
  }
}

/**
 * Reads the settings, or throws {@link ConfigError} naming every fault at once.
 *
 * Production is NODE_ENV=production, or NODE_ENV unset with a DATABASE_URL: who
 * names a database means it. Production has no defaults for secrets, addresses
 * or the mail server; everywhere else what is missing is made up and kept in
 * VAR_DIR.
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = SETTINGS.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  }
  const settings = parsed.data;
  if (settings.METRICS === 'token' && settings.METRICS_TOKEN === undefined) {
    throw new ConfigError(['METRICS_TOKEN is missing: METRICS is token']);
  }
  if (settings.SECRET_KEY_PREVIOUS !== undefined && settings.SECRET_KEY_PREVIOUS === settings.SECRET_KEY) {
    throw new ConfigError(['SECRET_KEY_PREVIOUS is SECRET_KEY: it has to be the one before']);
  }
  const mode = modeOf(settings);
  if (mode === 'production') {
    refuseIncompleteProduction(settings);
  }
  return assemble(settings, mode);
}

function modeOf(settings: Settings): Mode {
  return settings.NODE_ENV ?? (settings.DATABASE_URL === undefined ? 'development' : 'production');
}

function refuseIncompleteProduction(settings: Settings): void {
  const required = ['DATABASE_URL', 'SECRET_KEY', 'PUBLIC_BASE_URL', 'SMTP_URL', 'MAIL_FROM'] as const;
  const faults = required.filter((name) => settings[name] === undefined).map((name) => `${name} is missing: production needs it`);
  if (settings.PUBLIC_BASE_URL?.startsWith('http:') === true) {
    faults.push('PUBLIC_BASE_URL must be https in production: mailed links carry a person’s proof of identity');
  }
  if (settings.RATE_LIMITS?.isOff === true) {
    faults.push('RATE_LIMITS must not be off in production: mailboxes could be flooded and passwords guessed');
  }
  if (settings.JOBS_SCHEDULE !== undefined) {
    faults.push('JOBS_SCHEDULE must not be set in production: each job has a schedule of its own');
  }
  if (faults.length > 0) {
    throw new ConfigError(faults);
  }
}

function assemble(settings: Settings, mode: Mode): Config {
  const varDir = resolve(settings.VAR_DIR);
  return {
    mode,
    http: httpFrom(settings, mode),
    exposed: exposedFrom(settings, mode),
    tracing: isTraced(settings),
    database: settings.DATABASE_URL ?? { engine: 'sqlite', file: join(varDir, 'matricula.sqlite') },
    migrateAtStart: settings.MIGRATE_AT_START ?? mode !== 'production',
    mail: mailFrom(settings, mode),
    ...secretsFrom(settings, varDir),
    varDir,
    jobs: { cronOfAll: settings.JOBS_SCHEDULE ?? null },
    retention: {
      idempotencyKeysInHours: settings.KEEP_IDEMPOTENCY_KEYS_HOURS,
      decisionJobsInDays: settings.KEEP_DECISION_JOBS_DAYS,
      expiredSessionsInDays: settings.KEEP_EXPIRED_SESSIONS_DAYS,
    },
    challengeProviders: { hcaptcha: settings.HCAPTCHA_VERIFY_URL, turnstile: settings.TURNSTILE_VERIFY_URL },
    redisUrl: settings.REDIS_URL ?? null,
    // Where one tries things out, everybody has the same address.
    rateLimits: settings.RATE_LIMITS ?? { isOff: false, clientFactor: mode === 'production' ? 1 : 100 },
    staffSecondFactorRequired: settings.STAFF_TOTP === 'required',
    logLevel: settings.LOG_LEVEL,
    worksByItself: true,
    demoSite: mode === 'development',
  };
}

function isTraced({ OTEL_EXPORTER_OTLP_ENDPOINT: collector, OTEL_SDK_DISABLED: isDisabled }: Settings): boolean {
  return collector !== undefined && isDisabled !== true;
}

function secretsFrom(settings: Settings, varDir: string): Pick<Config, 'secretKey' | 'previousSecretKey'> {
  const secretKey = settings.SECRET_KEY ?? keptSecret(join(varDir, 'secret-key'));
  return { secretKey, previousSecretKey: settings.SECRET_KEY_PREVIOUS ?? null };
}

function mailFrom(settings: Settings, mode: Mode): Config['mail'] {
  return {
    smtpUrl: settings.SMTP_URL ?? 'smtp://127.0.0.1:1025',
    // Mailed links carry a person’s proof of identity.
    tls: settings.SMTP_TLS ?? (mode === 'production' ? 'required' : 'preferred'),
    from: settings.MAIL_FROM ?? 'Matricula <matricula@localhost.example>',
  };
}

function httpFrom(settings: Settings, mode: Mode): Config['http'] {
  return {
    host: settings.HOST ?? (mode === 'production' ? '0.0.0.0' : '127.0.0.1'),
    port: settings.PORT,
    publicBaseUrl: settings.PUBLIC_BASE_URL ?? `http://localhost:${settings.PORT}`,
    trustedProxyHops: settings.TRUST_PROXY,
    maxConnections: settings.MAX_CONNECTIONS,
    longestRequestInSeconds: settings.LONGEST_REQUEST_SECONDS,
  };
}

// Neither is a secret, but in production nobody is shown them whom nobody meant to show them (OWASP ASVS 5.0, V13.4.5).
function exposedFrom(settings: Settings, mode: Mode): Config['exposed'] {
  return { docs: settings.EXPOSE_DOCS ?? mode !== 'production', metrics: exposedMetricsFrom(settings, mode) };
}

function exposedMetricsFrom({ METRICS: wanted, METRICS_TOKEN: token }: Settings, mode: Mode): ExposedMetrics {
  if (wanted === 'open' || wanted === 'off') {
    return wanted;
  }
  if (token !== undefined) {
    return { token };
  }
  return mode === 'production' ? 'off' : 'open';
}
