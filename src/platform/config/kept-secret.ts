import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * The secret kept in `file`, generated (384 bit) when there is none.
 *
 * Only the owner may read it. Two processes starting at once agree on one
 * secret: each writes its own to the side, and the link that comes first wins.
 */
export function keptSecret(file: string): string {
  const existing = readKept(file);
  if (existing !== null) {
    return existing;
  }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const candidate = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(candidate, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
  try {
    linkSync(candidate, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  } finally {
    rmSync(candidate);
  }
  return readFileSync(file, 'utf8').trim();
}

function readKept(file: string): string | null {
  try {
    const secret = readFileSync(file, 'utf8').trim();
    chmodSync(file, 0o600);
    return secret === '' ? null : secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return null;
    }
    throw error;
  }
}
