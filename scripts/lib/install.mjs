import { existsSync, readFileSync } from 'node:fs';
import { Explained, inProject, readProjectJson } from './project.mjs';
import { ensureNodeVersion } from './node-version.mjs';
import { runProgram } from './programs.mjs';

/** npm writes it as the last act of an installation: an interrupted one has none. */
const INSTALLED = ['node_modules', '.package-lock.json'];

const isOf = (one, other) => one.version === other.version && one.integrity === other.integrity;

/**
 * Is what lies in node_modules what the lockfile says?
 *
 * Compared package by package, so that a tree somebody installed by hand counts, and a half-finished one, one without the
 * development tools or one of last week's lockfile does not. Packages for other operating systems may be missing.
 */
export function isInstalledAsLocked(lock, installed) {
  const locked = Object.entries(lock.packages).filter(([path]) => path !== '');
  return (
    locked.every(([path, wanted]) => {
      const found = installed.packages[path];
      return found ? isOf(wanted, found) : Boolean(wanted.optional || wanted.devOptional);
    }) && Object.keys(installed.packages).every((path) => path in lock.packages)
  );
}

function isInstalled() {
  if (!existsSync(inProject(...INSTALLED))) return false;
  try {
    return isInstalledAsLocked(readProjectJson('package-lock.json'), JSON.parse(readFileSync(inProject(...INSTALLED), 'utf8')));
  } catch {
    return false;
  }
}

/** Makes a fresh clone (or one that has pulled a new lockfile) ready to build. Node's own modules are all it needs. */
export async function ensureInstalled() {
  ensureNodeVersion();
  if (isInstalled()) return;
  console.log('Installing what package-lock.json names (npm ci) …');
  // --include=dev: the compiler is among them, and NODE_ENV=production would leave it out.
  const exitCode = await runProgram('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  if (exitCode !== 0) throw new Explained('npm ci failed (see above). Is the npm registry reachable?');
}
