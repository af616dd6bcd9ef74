import { relative } from 'node:path';
import { readIfThere, ROOT } from './project.mjs';

/** As people name it: from the repository's folder when it lies inside. */
const shown = (path) => {
  const fromHere = relative(ROOT, path);
  return fromHere.startsWith('..') ? path : fromHere;
};

/** The password is shown once, when it is made; later only where it is kept. */
function administratorLines(file, before) {
  const written = readIfThere(file);
  if (written === null) return [];
  if (written === before) return [['Administrator', `e-mail and first password are in ${shown(file)}`]];
  const [email, password] = written.split('\n');
  return [
    ['Administrator', email],
    ['  password', `${password}   (kept in ${shown(file)})`],
  ];
}

/** What the terminal says once everything runs: where to go, who to be, where things are kept. */
export function banner({ ports, place, administratorBefore }) {
  const url = `http://localhost:${ports.PORT}`;
  const inbox = ports.INBOX_PORT
    ? `http://localhost:${ports.INBOX_PORT}   (every mail ends here, none leaves this machine)`
    : 'none: SMTP_URL is set, mails are really sent';
  const lines = [
    ['Swagger UI', `${url}/docs`],
    ['Apply', `POST ${url}/v1/sites/demo/applications   (the demo site)`],
    ['Inbox', inbox],
    ...administratorLines(place.administratorFile, administratorBefore),
    ['Kept in', `${shown(place.varDir)}/   (database, secrets, mails; delete it to begin anew)`],
    ['Log', shown(place.logFile)],
  ];
  return [
    '',
    '  Matricula is running. Ctrl-C stops it.',
    '',
    ...lines.map(([name, text]) => `  ${name.padEnd(14)} ${text}`),
    '',
  ].join('\n');
}
