import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Config } from '../../platform/config/config';
import { type Finding, ok, problem, warning } from './finding';

const CHECK = 'VAR_DIR';
const MB = 1024 * 1024;
const ENOUGH_IN_MB = 1024;
const TOO_LITTLE_IN_MB = 100;
const READABLE_BY_OTHERS = 0o077;

/** Whether the folder of the embedded default can be written, by nobody else, and has room. With a database server nothing lies there. */
export async function examineFolder({ varDir, database, mode }: Config): Promise<Finding> {
  const isNeeded = database.engine === 'sqlite' || mode !== 'production';
  if (!isNeeded) {
    return ok(CHECK, 'Not used: the data lies in the database server.');
  }
  const folder = database.engine === 'sqlite' ? dirname(database.file) : varDir;
  try {
    await access(folder, constants.W_OK | constants.X_OK);
  } catch {
    return problem(
      CHECK,
      `${folder} is not there, or cannot be written.`,
      'Make it, and give it to the user that the service runs as.',
    );
  }
  const { mode: permissions } = await stat(folder);
  if ((permissions & READABLE_BY_OTHERS) !== 0) {
    return warning(CHECK, `Others may look into ${folder}, where everything about people lies.`, `chmod 700 ${folder}`);
  }
  const { bavail, bsize } = await statfs(folder);
  const freeInMb = Math.floor((bavail * bsize) / MB);
  const found = `${freeInMb} MB are free.`;
  if (freeInMb < TOO_LITTLE_IN_MB) {
    return problem(CHECK, found, 'Make room: nothing can be written once it is full.');
  }
  return freeInMb < ENOUGH_IN_MB ? warning(CHECK, found, 'Make room soon.') : ok(CHECK, found);
}
