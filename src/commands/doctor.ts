import { Command } from 'commander';
import { examine } from './doctor/examine';
import { type Finding, type Verdict } from './doctor/finding';
import { EXIT } from './support/exit-codes';
import { say } from './support/say';

const VERDICTS: readonly Verdict[] = ['ok', 'warning', 'problem'];

export const doctorCommand = (): Command =>
  new Command('doctor')
    .description(
      'Look at configuration, database, mail server, Redis, clock, public address and disk, and say what to do. ' +
        'Changes nothing. Ends with 1 when there is a problem, with 0 when there are only warnings.',
    )
    .option('--json', 'answer as one JSON object', false)
    .action(doctor);

async function doctor({ json }: { json: boolean }): Promise<void> {
  const findings = await examine();
  const worst = VERDICTS.findLast((verdict) => findings.some((finding) => finding.verdict === verdict)) ?? 'ok';
  say(...(json ? [JSON.stringify({ worst, findings }, null, 2)] : findings.flatMap(linesOf)));
  process.exitCode = worst === 'problem' ? EXIT.notDone : EXIT.done;
}

function linesOf({ check, verdict, found, advice }: Finding): string[] {
  return [`${verdict.padEnd(7)}  ${check}: ${found}`, ...(advice === null ? [] : [`         → ${advice}`])];
}
