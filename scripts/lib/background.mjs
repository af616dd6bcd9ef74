import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { inProject, ROOT } from './project.mjs';

const PATIENCE_IN_MS = 35_000;

/** A Node program that runs beside us until it is told to stop. */
export class BackgroundProgram {
  #child;

  constructor(args, { env = {}, onLine = () => undefined }) {
    this.#child = spawn(process.execPath, ['--require', inProject('scripts', 'lib', 'stop-with-parent.cjs'), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) createInterface({ input: stream }).on('line', onLine);
    /** Resolves to its exit code, or to the signal that ended it, once all it wrote has been read. */
    this.ended = new Promise((resolve) => {
      this.#child.on('error', (error) => resolve(error.message));
      this.#child.on('close', (code, signal) => resolve(code ?? signal));
    });
    /** Resolves at its first message. */
    this.reported = new Promise((resolve) => this.#child.once('message', resolve));
  }

  /** Asks it to end, waits, and answers as {@link ended} does; what does not listen is killed after a while. */
  async stop() {
    this.#child.kill('SIGTERM');
    const force = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE_IN_MS);
    const outcome = await this.ended;
    clearTimeout(force);
    return outcome;
  }
}
