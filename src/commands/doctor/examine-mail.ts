import { createTransport } from 'nodemailer';
import { smtpOptions } from '../../mail';
import { type Config } from '../../platform/config/config';
import { sentenceOf } from '../support/sentence-of';
import { type Finding, ok, problem, warning } from './finding';

const CHECK = 'mail server';

const ADVICE: Readonly<Record<string, string>> = {
  EAUTH: 'Look at user and password in SMTP_URL; what is special in them is percent-encoded.',
  ETLS: 'The server offers no STARTTLS: use smtps:// or another port. SMTP_TLS=off only where nobody can listen.',
  EDNS: 'Look at the host in SMTP_URL.',
};
const CERTIFICATE = /certificate|self.signed|altname/i;

/** Whether the mail server takes our log-in, over TLS where that is demanded. Sends nothing. */
export async function examineMail({ mail }: Config): Promise<Finding> {
  const options = smtpOptions(mail);
  const transport = createTransport({ ...options, pool: false });
  try {
    await transport.verify();
  } catch (error) {
    return problem(CHECK, `It does not take our mails: ${sentenceOf(error)}`, adviceOn(error));
  } finally {
    transport.close();
  }
  const found = options.auth === undefined ? 'It answers; without a log-in.' : 'It answers, and takes our log-in.';
  return options.secure || options.requireTLS
    ? ok(CHECK, `${found} TLS is demanded.`)
    : warning(CHECK, `${found} Mails may travel unencrypted.`, 'Use smtps://, or SMTP_TLS=required.');
}

function adviceOn(error: unknown): string {
  if (error instanceof Error && CERTIFICATE.test(error.message)) {
    return 'Name the authority that signed the certificate in NODE_EXTRA_CA_CERTS, and the host as the certificate does.';
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (
    ADVICE[code] ?? 'Look at host and port in SMTP_URL, and whether the server may be reached from here. Until then mails wait.'
  );
}
