import { type INestApplicationContext } from '@nestjs/common';
import { Command } from 'commander';
import { JobReadModel, type JobStanding, RunJob } from '../jobs';
import { CommandFailed } from './support/command-failed';
import { say } from './support/say';
import { withService } from './support/with-service';

export const runJobCommand = (): Command =>
  new Command('run-job')
    .description(
      'Run one of the jobs of the service now, and wait for its end. Without a name: list the jobs. Its next tick comes all the same.',
    )
    .argument('[name]', 'of the job')
    .action((name: string | undefined) => withService((service) => (name === undefined ? list(service) : run(service, name))));

async function list(service: INestApplicationContext): Promise<void> {
  for (const { job, schedule, standing, isRunning } of await service.get(JobReadModel).all()) {
    const last = isRunning ? 'running' : (standing?.lastOutcome ?? 'never run');
    say(`${job.name}  (${schedule.cron} UTC; ${last})`, `  ${job.summary}`);
  }
}

async function run(service: INestApplicationContext, name: string): Promise<void> {
  const stop = (): void => {
    // Ends the run after the batch it is at; another process goes on with it.
    void service.close();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const { ended } = await service.get(RunJob).execute(name);
  say(`began: ${name}`);
  await ended;
  const { standing } = await service.get(JobReadModel).get(name);
  tellEnd(name, standing);
}

function tellEnd(name: string, standing: JobStanding | null): void {
  const { lastOutcome, lastRows, lastDurationMs, lastError } = standing ?? {};
  if (lastOutcome !== 'succeeded') {
    throw new CommandFailed(`${name}: ${lastOutcome ?? 'lost'}${lastError == null ? '' : `, ${lastError}`}`);
  }
  say(`succeeded: ${name}, ${String(lastRows ?? 0)} rows in ${String(lastDurationMs ?? 0)} ms`);
}
