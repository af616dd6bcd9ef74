// npm run check: everything that keeps the code in shape, apart from the tests. All of it runs, even when a part fails.
import { ensureBuilt, ensureClientBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { runProgram, runTool } from './lib/programs.mjs';
import { Explained, runScript } from './lib/project.mjs';
import { heading, seconds } from './lib/terminal.mjs';

const node = (...args) => runProgram(process.execPath, args);

const CHECKS = {
  Build: () =>
    ensureBuilt()
      .then(ensureClientBuilt)
      .then(() => 0),
  'Type check': () => runTool('typescript/bin/tsc', ['--noEmit']),
  'Type check of the example': () => runTool('typescript/bin/tsc', ['--project', 'examples/lms-front-end']),
  Lint: () => runTool('eslint/bin/eslint.js', ['.', '--max-warnings=0']),
  Format: () => runTool('prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']),
  'Module graph': () =>
    runTool('dependency-cruiser/bin/dependency-cruise.mjs', ['src', 'migrations', 'test', '--output-type=err-long']),
  'The rules bite': () => node('scripts/prove-architecture-rules.mjs'),
  'Dead code': () => runTool('knip/bin/knip.js', ['--no-progress']),
  Packaging: () => node('scripts/check-packaging.mjs'),
  Migrations: () => node('scripts/check-migrations.mjs'),
  'OpenAPI document': () =>
    runTool('@stoplight/spectral-cli/dist/index.js', ['lint', 'docs/generated/openapi.json', '--fail-severity=hint', '--quiet']),
  'Generated documents': () => node('dist/cli.js', 'generate-docs', '--check'),
  'Generated client': () => node('scripts/generate-client.mjs', '--check'),
};

async function outcomeOf(check) {
  try {
    return (await check()) === 0 ? 'ok' : 'FAILED';
  } catch (error) {
    if (!(error instanceof Explained)) throw error;
    console.error(error.message);
    return 'FAILED';
  }
}

await runScript(async () => {
  await ensureInstalled();
  const results = [];
  for (const [title, check] of Object.entries(CHECKS)) {
    heading(title);
    const begin = Date.now();
    results.push({ title, outcome: await outcomeOf(check), time: seconds(begin) });
  }
  heading('Result');
  for (const { title, outcome, time } of results) console.log(`${outcome.padEnd(7)} ${title} (${time})`);
  return results.every(({ outcome }) => outcome === 'ok') ? 0 : 1;
});
