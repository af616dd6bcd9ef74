import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const FOLDERS = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

/** Where a program of this machine lies; undefined when it is not installed. */
export function programPath(name: string): string | undefined {
  return FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/**
 * `describe` where all these programs are installed, else `describe.skip`, which jest counts and tells. In continuous integration
 * nothing is left out for that: the tests run, and fail.
 */
export function describeWith(...programs: string[]): jest.Describe {
  const isMissing = programs.some((name) => programPath(name) === undefined);
  return isMissing && process.env['CI'] !== 'true' ? describe.skip : describe;
}
