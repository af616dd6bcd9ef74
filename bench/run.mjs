// npm run bench: every benchmark one after the other, and a table of what they found beside what was to be reached (docs/performance.md).
// npm run bench -- [--quick] [--only registration,start-up]
// Needs MariaDB on 127.0.0.1:3306 (or --server), and a machine that does nothing else. --quick: a tenth of the rows; for trying out.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../scripts/lib/build.mjs';
import { ensureInstalled } from '../scripts/lib/install.mjs';

const { values } = parseArgs({
  options: {
    server: { type: 'string', default: 'mysql://root@127.0.0.1:3306' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const rows = values.quick ? '100000' : '1000000';
const BENCHES = {
  'start-up': ['--server', values.server],
  registration: ['--server', values.server, ...(values.quick ? ['--rounds', '2', '--seconds', '5'] : [])],
  applications: ['--server', values.server, '--large', rows],
  'signup-urls': ['--database', `${values.server}/matricula_bench_test_urls`, '--groups', rows],
  cleanup: ['--server', values.server, '--rows', rows],
  soak: ['--database', `${values.server}/matricula_bench_test_soak`, ...(values.quick ? ['--minutes', '1'] : [])],
};
const wanted = values.only?.split(',') ?? Object.keys(BENCHES);
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0)
  throw new Error(`There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}.`);

await ensureInstalled();
await build();
const folder = mkdtempSync(join(tmpdir(), 'matricula-bench-results-'));
const file = join(folder, 'results');
const failed = [];
for (const name of wanted) {
  console.log(`\n== ${name}`);
  const child = spawn(process.execPath, [join(import.meta.dirname, `${name}.mjs`), ...BENCHES[name]], {
    stdio: 'inherit',
    env: { ...process.env, BENCH_RESULTS: file },
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) failed.push(name);
}

const results = readFileSync(file, { encoding: 'utf8', flag: 'a+' })
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line));
rmSync(folder, { recursive: true });
const [{ model }] = cpus();
console.log(
  `\nNode.js ${process.version}, ${availableParallelism()} processors (${model}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, load ${loadavg()[0].toFixed(1)} at the end\n`,
);
const columns = ['job', 'service', 'bare', 'ratio', 'target', 'kept'];
const lines = results.map(({ job, service, bare = '', ratio = '', target = '', isKept }) =>
  [job, service, bare, ratio, target, target === '' ? '' : isKept ? 'yes' : '**no**'].join(' | '),
);
console.log([columns.join(' | '), columns.map(() => '---').join(' | '), ...lines].map((line) => `| ${line} |`).join('\n'));
if (failed.length > 0) {
  console.error(`\nNot as it should be: ${failed.join(', ')}`);
  process.exitCode = 1;
}
