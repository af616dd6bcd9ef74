// Proves that the rules bite. A rule that no longer matches looks exactly like a clean code base, so each gets a violation planted, in
// a copy of the sources, and it is an error when it stays silent.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DOCUMENT_RULES, graphPlantings, LINT_PLANTINGS, PLANTED_DOCUMENT } from './lib/plantings.mjs';
import { inProject, runScript } from './lib/project.mjs';

const COPIED = [
  'src',
  'migrations',
  'package.json',
  'tsconfig.json',
  'eslint.config.mjs',
  '.dependency-cruiser.cjs',
  '.spectral.yaml',
];
const LINTED = 'src/sites/planted-bans.ts';

function copySources() {
  const folder = mkdtempSync(join(tmpdir(), 'matricula-rules-'));
  for (const path of COPIED) cpSync(inProject(path), join(folder, path), { recursive: true });
  symlinkSync(inProject('node_modules'), join(folder, 'node_modules'), 'dir');
  return folder;
}

function plant(folder, path, source) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) writeFileSync(file, source);
}

/** The program's JSON; that it ends with an exit code above 0 is what we want. */
function jsonFrom(folder, args) {
  const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
  try {
    return JSON.parse(run.stdout);
  } catch {
    throw new Error(`${args[0]} gave no JSON:\n${run.stderr || run.stdout}`);
  }
}

function proveGraph(folder) {
  const rules = createRequire(import.meta.url)(inProject('.dependency-cruiser.cjs')).forbidden;
  const plantings = graphPlantings(rules);
  for (const { file, source, beside = {} } of plantings) {
    for (const [path, content] of Object.entries({ [file]: source, ...beside })) plant(folder, path, content);
  }
  const { summary } = jsonFrom(folder, [
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    'src',
    'migrations',
    '-T',
    'json',
  ]);
  const fires = ({ rule, file }) =>
    // A circle is reported once, from whichever of its files.
    summary.violations.some(
      ({ rule: { name }, from, cycle = [] }) => name === rule && [from, ...cycle.map((step) => step.name)].includes(file),
    );
  const unproven = rules.filter(({ name }) => !plantings.some(({ rule }) => rule === name));
  return [
    ...plantings.map((planting) => ({ what: `${planting.rule} (${planting.file})`, fires: fires(planting) })),
    ...unproven.map(({ name }) => ({ what: `${name}: nothing is planted for it`, fires: false })),
  ];
}

function proveBans(folder) {
  plant(folder, LINTED, LINT_PLANTINGS.map(([, line]) => `${line}\n`).join(''));
  const [{ messages }] = jsonFrom(folder, ['node_modules/eslint/bin/eslint.js', '--format=json', LINTED]);
  return LINT_PLANTINGS.map(([what, , expected], i) => ({
    what,
    fires: messages.some(({ line, message, severity }) => line === i + 1 && severity === 2 && expected.test(message)),
  }));
}

function proveDocument(folder) {
  plant(folder, 'planted.json', JSON.stringify(PLANTED_DOCUMENT));
  const found = jsonFrom(folder, [
    'node_modules/@stoplight/spectral-cli/dist/index.js',
    'lint',
    'planted.json',
    '--format=json',
    '--quiet',
  ]);
  return DOCUMENT_RULES.map((what) => ({ what, fires: found.some(({ code }) => code === what) }));
}

await runScript(() => {
  const folder = copySources();
  try {
    const proofs = [...proveGraph(folder), ...proveBans(folder), ...proveDocument(folder)];
    const silent = proofs.filter(({ fires }) => !fires);
    for (const { what } of silent) console.error(`SILENT  ${what}`);
    console.log(`${proofs.length - silent.length} of ${proofs.length} planted violations were found.`);
    return silent.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
