import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Job, type JobRun, Jobs } from '../jobs';
import { NotifiedStaff } from '../staff-notifications';
import { WriteDigests } from './write-digests';

const SITES_AT_ONCE = 200;

/** {@link WriteDigests}, on every site where somebody wants to be told once an hour. */
@Injectable()
export class SendDigestsJob implements Job, OnModuleInit {
  readonly name = 'send-digests';
  readonly summary =
    'Writes to each member of staff who wants to be told once an hour which applications came to wait for a decision since the last digest.';
  readonly cron = '0 * * * *';
  readonly timeZone = 'UTC';

  constructor(
    private readonly jobs: Jobs,
    private readonly notified: NotifiedStaff,
    private readonly writeDigests: WriteDigests,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async run(run: JobRun): Promise<void> {
    for await (const siteId of this.sitesToDo(run)) {
      await this.writeDigests.execute(siteId, (work) => run.batch(work));
    }
  }

  private async *sitesToDo({ onlySiteId }: JobRun): AsyncGenerator<string> {
    if (onlySiteId !== null) {
      yield onlySiteId;
      return;
    }
    for (let after: string | null = null; ;) {
      const siteIds: string[] = await this.notified.sitesWithHourly({ after, size: SITES_AT_ONCE });
      yield* siteIds;
      if (siteIds.length < SITES_AT_ONCE) {
        return;
      }
      after = siteIds.at(-1) ?? null;
    }
  }
}
