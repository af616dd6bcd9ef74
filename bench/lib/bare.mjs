import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './processes.mjs';

/** Starts a bare counterpart: `program` of this folder, on a database and a free port; done when `path` answers 200. */
export async function startBare(program, databaseUrl, path) {
  const port = await freePort();
  const child = spawn(process.execPath, [join(import.meta.dirname, program), databaseUrl, String(port)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(url + path).catch(() => null))?.ok) await sleep(100);
  return { url, pid: child.pid, stop: () => child.kill() };
}
