// The mail catcher of the embedded default: accepts every mail, sends none, shows them in a web inbox.
// node scripts/mail-catcher.mjs --smtp-port 1025 --inbox-port 1080 --folder var/inbox
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { MailDev } from 'maildev';

// Local only: the mails hold activation links, and the inbox asks for no password.
const LOCAL = '127.0.0.1';
const MOST_MAILS_KEPT = 1000;

const { values } = parseArgs({
  options: {
    'smtp-port': { type: 'string', default: '1025' },
    'inbox-port': { type: 'string', default: '1080' },
    folder: { type: 'string', default: 'var/inbox' },
  },
});

mkdirSync(values.folder, { recursive: true, mode: 0o700 });
const catcher = new MailDev({
  smtp: Number(values['smtp-port']),
  ip: LOCAL,
  web: Number(values['inbox-port']),
  webIp: LOCAL,
  mailDirectory: values.folder,
  maxEmails: MOST_MAILS_KEPT,
  silent: true,
});

async function stop() {
  await catcher.stop().catch(() => undefined);
  process.exit(0);
}
process.once('SIGTERM', stop);
// A Ctrl-C reaches every program of the terminal; under `npm start` the service ends first and this is told afterwards.
process.on('SIGINT', process.send ? () => undefined : stop);

await catcher.start();
process.send?.('ready');
