import { appendFileSync, chmodSync } from 'node:fs';

const WORTH_SHOWING = { warn: 'WARNING', error: 'ERROR', fatal: 'FATAL' };
const QUIET_LINES_KEPT = 10;

function asLogEntry(line) {
  try {
    const entry = JSON.parse(line);
    return typeof entry?.level === 'string' ? entry : null;
  } catch {
    return null;
  }
}

/** A log line for people. Lines that are no log entries (a crash) stay as they are. */
function readable(line) {
  const entry = asLogEntry(line);
  if (!entry) return line;
  const cause = [entry.err?.message, entry.err?.stack].filter(Boolean).join('\n');
  return `${WORTH_SHOWING[entry.level] ?? entry.level}: ${entry.msg ?? ''}${cause && `\n  ${cause}`}`;
}

const isWorthShowing = (line) => {
  const entry = asLogEntry(line);
  return !entry || entry.level in WORTH_SHOWING;
};

/** Takes the service's output in: all of it goes into a file, warnings and worse to `show` too. */
export class ServiceOutput {
  #quiet = [];

  constructor(file, show) {
    this.file = file;
    this.show = show;
    appendFileSync(file, '', { mode: 0o600 });
    chmodSync(file, 0o600);
  }

  take(line) {
    appendFileSync(this.file, `${line}\n`);
    if (line.trim() === '') return;
    if (isWorthShowing(line)) this.show(readable(line));
    else this.#quiet = [...this.#quiet, readable(line)].slice(-QUIET_LINES_KEPT);
  }

  /** What was written last without being shown: it helps to see why the service ended. */
  get lastQuietLines() {
    return this.#quiet.join('\n');
  }
}
