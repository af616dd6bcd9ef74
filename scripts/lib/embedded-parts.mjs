import { BackgroundProgram } from './background.mjs';
import { choosePort } from './ports.mjs';
import { Explained } from './project.mjs';

const SERVICE_PORT = { PORT: 3000 };
const CATCHER_PORTS = { INBOX_PORT: 1080, SMTP_CATCHER_PORT: 1025 };

/** Ports that were asked for, or free ones; what differs from the default is said. */
export async function choosePorts({ withCatcher }) {
  const chosen = {};
  for (const [setting, fallback] of Object.entries({ ...SERVICE_PORT, ...(withCatcher && CATCHER_PORTS) })) {
    chosen[setting] = await choosePort({ setting, fallback, taken: Object.values(chosen) });
    if (!process.env[setting] && chosen[setting] !== fallback) {
      console.log(`Port ${fallback} is taken: using ${chosen[setting]} (set ${setting} to choose another).`);
    }
  }
  return chosen;
}

/** The mail catcher, once it takes mail. */
export async function startCatcher(ports, folder) {
  const written = [];
  const catcher = new BackgroundProgram(
    [
      'scripts/mail-catcher.mjs',
      `--smtp-port=${ports.SMTP_CATCHER_PORT}`,
      `--inbox-port=${ports.INBOX_PORT}`,
      `--folder=${folder}`,
    ],
    { onLine: (line) => written.push(line) },
  );
  const first = await Promise.race([catcher.reported, catcher.ended]);
  if (first !== 'ready') throw new Explained(`The mail catcher did not start (${first}):\n${written.join('\n')}`);
  return catcher;
}

/** The service, with addresses that fit the ports; what the environment says already stays as it is. */
export function startService(ports, output) {
  return new BackgroundProgram(['dist/main.js'], {
    env: {
      PORT: String(ports.PORT),
      PUBLIC_BASE_URL: process.env.PUBLIC_BASE_URL || `http://localhost:${ports.PORT}`,
      SMTP_URL: process.env.SMTP_URL || `smtp://127.0.0.1:${ports.SMTP_CATCHER_PORT}`,
    },
    onLine: (line) => output.take(line),
  });
}

/** Where this machine reaches the service, whatever name the world knows it by. */
export function localUrl(port, host = process.env.HOST) {
  return `http://${!host || ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host}:${port}`;
}
