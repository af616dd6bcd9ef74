// npm test: every suite, on SQLite and on MariaDB. Ends with a line "N passed, N failed".
// npm test -- unit|embedded|browser|sqlite|mariadb [what jest takes]   for a part of it, while developing.
import { ensureBuilt, ensureClientBuilt } from './lib/build.mjs';
import { chromiumPath, whyNoChromium } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { runJest } from './lib/jest-run.mjs';
import { testDatabaseUrl, whyNoServer, withTestDatabase } from './lib/mariadb.mjs';
import { Explained, runScript } from './lib/project.mjs';
import { heading, isCi } from './lib/terminal.mjs';

const WITH_DATABASE = ['database', 'e2e'];

const RUNS = {
  unit: { title: 'Unit suite', run: (args) => runJest(['unit'], { args }) },
  sqlite: {
    title: 'Database and end-to-end suites on SQLite',
    run: (args) => runJest(WITH_DATABASE, { args, env: { TEST_ENGINE: 'sqlite' } }),
  },
  embedded: { title: 'The embedded default, as the README starts it', run: (args) => runJest(['embedded'], { args }) },
  browser: { title: 'Pages in a browser, on SQLite', run: runInBrowser },
  mariadb: { title: 'Database and end-to-end suites on MariaDB', run: runOnMariaDb },
};

const leftOut = (reason, isRequired) => ({
  passed: 0,
  failed: isRequired ? 1 : 0,
  skipped: 0,
  remarks: [`left out: ${reason}`],
});

async function runInBrowser(args, isRequired) {
  const reason = whyNoChromium();
  if (reason) return leftOut(reason, isRequired);
  return runJest(['browser'], { args, env: { TEST_ENGINE: 'sqlite', CHROMIUM: chromiumPath() } });
}

async function runOnMariaDb(args, isRequired) {
  const url = testDatabaseUrl();
  const reason = await whyNoServer(url);
  if (reason) return leftOut(reason, isRequired);
  return withTestDatabase(url, (ownUrl) =>
    runJest(WITH_DATABASE, { args, env: { TEST_ENGINE: 'mariadb', TEST_DATABASE_URL: ownUrl } }),
  );
}

function chosenRuns([name, ...args]) {
  if (name === undefined) return { names: Object.keys(RUNS), args };
  if (!(name in RUNS))
    throw new Explained(`npm test -- [${Object.keys(RUNS).join('|')} [arguments for jest]]: what is "${name}"?`);
  return { names: [name], args };
}

const sum = (all, figure) => all.reduce((total, each) => total + each[figure], 0);

function summary(totals) {
  const skipped = sum(totals, 'skipped');
  return `${sum(totals, 'passed')} passed, ${sum(totals, 'failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

await runScript(async () => {
  const { names, args } = chosenRuns(process.argv.slice(2));
  testDatabaseUrl(); // A dangerous address is refused before anything runs.
  await ensureInstalled();
  await ensureBuilt();
  await ensureClientBuilt();

  const totals = [];
  for (const name of names) {
    const { title, run } = RUNS[name];
    heading(title);
    totals.push({ title, ...(await run(args, isCi() || names.length === 1)) });
  }

  heading('Totals');
  for (const total of totals) {
    console.log(`${total.title}: ${summary([total])}`);
    for (const remark of total.remarks) console.log(`  ${remark}`);
  }
  console.log(`\n${summary(totals)}`);
  return sum(totals, 'failed') === 0 ? 0 : 1;
});
