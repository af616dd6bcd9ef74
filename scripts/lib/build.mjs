import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Explained, inProject, readIfThere, ROOT } from './project.mjs';
import { runTool } from './programs.mjs';

const SOURCES = [
  'src',
  'migrations',
  'tsconfig.json',
  'tsconfig.build.json',
  'nest-cli.json',
  'package-lock.json',
  'scripts/lib/build.mjs',
];
const IS_SPEC = /[.](spec|db-spec)[.]ts$/;
const STAMP = 'dist/.built-from';

const CLIENT = 'clients/typescript';
const CLIENT_SOURCES = [`${CLIENT}/src`, `${CLIENT}/tsconfig.json`, `${CLIENT}/package.json`, 'package-lock.json'];
const CLIENT_STAMP = `${CLIENT}/dist/.built-from`;

/** The compiled tree mirrors the repository (src/, migrations/); these keep the commands short: node dist/main.js, dist/cli.js. */
const ENTRY_POINTS = { 'dist/main.js': './src/main.js', 'dist/cli.js': './src/cli.js' };

function filesOf(path) {
  if (path.includes('.')) return [path];
  return readdirSync(inProject(path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !IS_SPEC.test(entry.name))
    .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`.slice(ROOT.length + 1))
    .sort();
}

function hashOf(sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesOf))
    hash
      .update(`${file}\n`)
      .update(readFileSync(inProject(file)))
      .update('\n');
  return hash.digest('hex');
}

const isBuiltFrom = (hash, stamp) => readIfThere(inProject(stamp)) === hash;

/** nest build, the entry points, and a stamp that says what it was built from. */
export async function build() {
  // Taken before compiling: what is saved meanwhile makes the next call build again.
  const hash = hashOf(SOURCES);
  const exitCode = await runTool('@nestjs/cli/bin/nest.js', ['build']);
  if (exitCode !== 0) throw new Explained('The build failed (see above).');
  for (const [shim, target] of Object.entries(ENTRY_POINTS)) {
    if (existsSync(inProject('dist', target)))
      writeFileSync(inProject(shim), `#!/usr/bin/env node\nrequire('${target}');\n`, { mode: 0o755 });
  }
  writeFileSync(inProject(STAMP), hash);
}

/** Builds only when a source has changed since. */
export async function ensureBuilt() {
  if (isBuiltFrom(hashOf(SOURCES), STAMP)) return;
  console.log('Building …');
  await build();
}

/** Builds the typed client when a source has changed since: for its tests, and for the example. The image's build has none, and needs none. */
export async function ensureClientBuilt() {
  if (!existsSync(inProject(CLIENT))) return;
  const hash = hashOf(CLIENT_SOURCES);
  if (isBuiltFrom(hash, CLIENT_STAMP)) return;
  rmSync(inProject(CLIENT, 'dist'), { recursive: true, force: true });
  const exitCode = await runTool('typescript/bin/tsc', ['--project', CLIENT]);
  if (exitCode !== 0) throw new Explained('The client could not be built (see above).');
  writeFileSync(inProject(CLIENT_STAMP), hash);
}
