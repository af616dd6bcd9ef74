import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder: every script works from here, wherever it was called from. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

export const inProject = (...path) => join(ROOT, ...path);

export const readProjectJson = (...path) => JSON.parse(readFileSync(inProject(...path), 'utf8'));

export const readIfThere = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null);

/** A mistake of the caller's, or of the machine's, that a sentence explains: shown without a stack trace. */
export class Explained extends Error {}

/** Ctrl-C or SIGTERM: nothing to explain, but what was begun is tidied up on the way out. */
export class Interrupted extends Error {
  constructor(signal) {
    super(`Stopped by ${signal}.`);
    this.exitCode = signal === 'SIGINT' ? 130 : 143;
  }
}

/** Runs a script's main function and ends the process with the exit code it answers. */
export async function runScript(main) {
  process.chdir(ROOT);
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof Explained || error instanceof Interrupted ? `\n${error.message}` : error);
    process.exitCode = error.exitCode ?? 1;
  }
  // A forgotten timer or socket of a library must not keep a finished script running.
  process.exit();
}
