import { SECONDS } from '../platform/clock/clock';
import { type SmtpTls } from '../platform/config/settings';

// As many as the courier sends at once: a mail that waits for a connection would look like one that hangs.
const CONNECTIONS = 10;

// Servers end connections that last; a new one now and then also finds the other machines behind one name.
const MAILS_A_CONNECTION = 100;

// Of each process. More than a single server would like at once is what makes it refuse all.
const MAILS_A_SECOND = 50;

export interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly requireTLS: boolean;
  readonly ignoreTLS: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
  readonly pool: true;
  readonly maxConnections: number;
  readonly maxMessages: number;
  readonly maxRequeues: number;
  readonly rateDelta: number;
  readonly rateLimit: number;
  readonly connectionTimeout: number;
  readonly greetingTimeout: number;
  readonly socketTimeout: number;
  readonly dnsTimeout: number;
}

/**
 * `smtps://` means TLS from the first byte (port 465), `smtp://` STARTTLS (port
 * 587): demanded, used where the server offers it, or never, as `tls` says.
 * Wherever TLS is used, the server's certificate is checked.
 */
export function smtpOptions({ smtpUrl, tls }: { readonly smtpUrl: string; readonly tls: SmtpTls }): SmtpOptions {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: tls === 'required',
    ignoreTLS: tls === 'off',
    ...(url.username !== '' && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: MAILS_A_CONNECTION,
    // The outbox tries again, and counts its tries. Nodemailer would do so by itself, several times, when a connection closes.
    maxRequeues: 0,
    rateDelta: 1 * SECONDS,
    rateLimit: MAILS_A_SECOND,
    connectionTimeout: 10 * SECONDS,
    greetingTimeout: 10 * SECONDS,
    socketTimeout: 30 * SECONDS,
    dnsTimeout: 10 * SECONDS,
  };
}
