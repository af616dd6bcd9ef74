import { createServer } from 'node:net';
import { Explained } from './project.mjs';

const canListen = (port, host) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });

/** Asked for every address and for the local one: on some systems one can be taken while the other is free. */
export const isFree = async (port) => (await canListen(port)) && (await canListen(port, '127.0.0.1'));

async function firstFreeFrom(port, taken) {
  for (let candidate = port; candidate < port + 200; candidate += 1) {
    if (!taken.includes(candidate) && (await isFree(candidate))) return candidate;
  }
  throw new Explained(`No free port between ${port} and ${port + 199}.`);
}

/**
 * The port for `setting`: as set in the environment, else the default or the next free one after it.
 *
 * Whoever set a port counts on it, so a taken one is an error there; a default one gives way.
 */
export async function choosePort({ setting, fallback, taken = [] }, env = process.env) {
  const wanted = env[setting]?.trim();
  if (!wanted) return firstFreeFrom(fallback, taken);
  const port = Number(wanted);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Explained(`${setting} must be a port number from 1 to 65535.`);
  if (taken.includes(port) || !(await isFree(port))) {
    throw new Explained(
      `Port ${port} (${setting}) is taken. Set ${setting} to another one, or leave it unset to have a free one chosen.`,
    );
  }
  return port;
}
