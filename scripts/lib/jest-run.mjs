import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './programs.mjs';

/** How the files of each suite (a project in jest.config.mjs) are named. */
const FILES_OF = {
  unit: /\.spec\.(ts|mjs)$/,
  database: /\.db-spec\.ts$/,
  e2e: /\.e2e-spec\.ts$/,
  embedded: /\.embedded-spec\.ts$/,
  browser: /\.browser-spec\.ts$/,
};

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

const emptySuites = (suites, report) =>
  suites.filter(
    (suite) => !report.testResults.some((file) => FILES_OF[suite].test(file.name) && file.assertionResults.length > 0),
  );

/**
 * What jest's report comes to. Silence is no success: a crash, a file that did not even load and a suite without a test each count
 * as a failure, so that the totals never look better than the exit code.
 */
export function totalsOf({ report, exitCode, suites }) {
  if (!report) return { passed: 0, failed: 1, skipped: 0, remarks: ['jest ended without a report'] };
  const remarks = emptySuites(suites, report).map((suite) => `the suite "${suite}" ran no test`);
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + remarks.length;
  if (exitCode !== 0 && failed === 0) remarks.push(`jest ended with exit code ${exitCode}`);
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    remarks,
  };
}

/** Runs the suites (projects of jest.config.mjs) once and answers their totals. With `args`, a part of them may well be empty. */
export async function runJest(suites, { env = {}, args = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'matricula-jest-'));
  const reportFile = join(folder, 'report.json');
  try {
    const exitCode = await runTool(
      'jest/bin/jest.js',
      [
        '--selectProjects',
        ...suites,
        // Suites of processes wait more than they compute: one a core, also on few cores.
        '--maxWorkers=100%',
        '--json',
        `--outputFile=${reportFile}`,
        ...(args.length > 0 ? ['--passWithNoTests', ...args] : []),
      ],
      { env: { NODE_ENV: 'test', ...env } },
    );
    return totalsOf({ report: readReport(reportFile), exitCode, suites: args.length > 0 ? [] : suites });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
