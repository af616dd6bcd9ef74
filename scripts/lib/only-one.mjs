import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Explained } from './project.mjs';

const answers = async (url) => {
  try {
    return (await fetch(`${url}/health/live`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
};

const livesOn = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

function readNote(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Two services on one folder would each show half of the mails: the second is told where the first is. */
export async function ensureNotRunning(file) {
  const note = readNote(file);
  if (note && livesOn(note.pid) && (await answers(note.url))) {
    throw new Explained(`Matricula already runs on this folder: ${note.url}\nStop it there, or set VAR_DIR to another folder.`);
  }
}

/** Leaves a note for {@link ensureNotRunning}, and answers how to take it away. */
export function noteRunning(file, url) {
  writeFileSync(file, JSON.stringify({ pid: process.pid, url }));
  return () => rmSync(file, { force: true });
}
