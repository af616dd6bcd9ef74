import { appendFileSync } from 'node:fs';

/**
 * Tells one result, and writes it as a line of JSON to the file that BENCH_RESULTS names: `npm run bench` makes its table of them.
 * `target` in words; `isKept` undefined where there is none. A target that is missed makes the program end with 1.
 * @param {{ job: string, service: string, bare?: string, ratio?: string, target?: string, isKept?: boolean }} result
 */
export function report(result) {
  const { job, service, bare = '', ratio = '', target = '', isKept = true } = result;
  const against = bare === '' ? '' : `, bare ${bare}`;
  console.log(
    `${isKept ? '  ' : '✗ '}${job}: ${service}${against}${ratio === '' ? '' : `, ${ratio}`}${target === '' ? '' : ` (${target})`}`,
  );
  if (process.env.BENCH_RESULTS) appendFileSync(process.env.BENCH_RESULTS, `${JSON.stringify(result)}\n`);
  if (!isKept) process.exitCode = 1;
}

export const times = (ratio) => `× ${ratio.toFixed(2)}`;
export const ms = (milliseconds) => `${milliseconds < 100 ? milliseconds.toFixed(1) : milliseconds.toFixed(0)} ms`;
