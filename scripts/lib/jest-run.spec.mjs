import { totalsOf } from './jest-run.mjs';

const file = (name) => ({ name, assertionResults: [{}] });
const report = (figures = {}) => ({
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  testResults: [file('/src/a.db-spec.ts'), file('/test/a.e2e-spec.ts')],
  ...figures,
});
const totals = (run) => totalsOf({ report: report(), exitCode: 0, suites: ['database', 'e2e'], ...run });

test('passed, failed and skipped tests are taken from the report', () => {
  expect(totals({ report: report({ numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 }), exitCode: 1 })).toEqual({
    passed: 5,
    failed: 2,
    skipped: 2,
    remarks: [],
  });
});

test('a file that does not load counts as a failure', () => {
  expect(totals({ report: report({ numRuntimeErrorTestSuites: 1 }), exitCode: 1 }).failed).toBe(1);
});

test('jest ending without a report is a failure', () => {
  expect(totals({ report: null }).failed).toBe(1);
});

test('jest ending badly with no test failed is a failure', () => {
  expect(totals({ exitCode: 137 })).toMatchObject({ failed: 1, remarks: ['jest ended with exit code 137'] });
});

test('a suite without a single test is a failure', () => {
  expect(totals({ report: report({ testResults: [file('/src/a.db-spec.ts')] }) })).toMatchObject({
    failed: 1,
    remarks: ['the suite "e2e" ran no test'],
  });
});
