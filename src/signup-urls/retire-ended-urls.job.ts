import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Job, type JobRun, Jobs } from '../jobs';
import { SiteStore } from '../sites';
import { RetireEndedUrls } from './retire-ended-urls';

const SITES_AT_ONCE = 200;

/** {@link RetireEndedUrls}, on every site. Who looks at a site sees to it as well; this is for those that nobody looks at. */
@Injectable()
export class RetireEndedUrlsJob implements Job, OnModuleInit {
  readonly name = 'retire-ended-signup-urls';
  readonly summary = 'Stops the sign-up URLs whose end date has come, so that lists, filters and groups say so.';
  readonly cron = '*/10 * * * *';
  readonly timeZone = 'UTC';

  constructor(
    private readonly jobs: Jobs,
    private readonly sites: SiteStore,
    private readonly retireEnded: RetireEndedUrls,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async run(run: JobRun): Promise<void> {
    for await (const siteId of this.sitesToDo(run)) {
      await this.retireEnded.execute(siteId, (work) => run.batch(work));
    }
  }

  private async *sitesToDo({ onlySiteId }: JobRun): AsyncGenerator<string> {
    if (onlySiteId !== null) {
      yield onlySiteId;
      return;
    }
    for (let after = ''; ;) {
      const sites = await this.sites.list(SITES_AT_ONCE, after);
      const last = sites.at(-1);
      if (last === undefined) {
        return;
      }
      yield* await this.retireEnded.sitesWithEnded(sites.map(({ id }) => id));
      after = last.slug;
    }
  }
}
