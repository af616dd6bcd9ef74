import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceOutput } from './service-output.mjs';

let folder;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'matricula-output-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function setup(...lines) {
  const shown = [];
  const output = new ServiceOutput(join(folder, 'service.log'), (text) => shown.push(text));
  for (const line of lines) output.take(line);
  return { output, shown };
}

const INFO = '{"level":"info","msg":"request completed"}';
const WARNING = '{"level":"warn","msg":"a mail waits","err":{"message":"connection refused"}}';
const CRASH = 'TypeError: nothing is a function';

test('the terminal shows warnings, and whatever is no log entry', () => {
  expect(setup(INFO, WARNING, CRASH).shown).toEqual(['WARNING: a mail waits\n  connection refused', CRASH]);
});

test('the file has every line as it came, for its owner only', () => {
  const { output } = setup(INFO, WARNING, CRASH);
  expect(readFileSync(output.file, 'utf8')).toBe(`${INFO}\n${WARNING}\n${CRASH}\n`);
  expect(statSync(output.file).mode & 0o777).toBe(0o600);
});

test('what was not shown is kept at hand, to explain an end', () => {
  expect(setup(INFO, CRASH).output.lastQuietLines).toBe('info: request completed');
});
