import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Job, type JobRun, Jobs } from '../jobs';
import { RegistrationSettingsStore } from '../registration-settings';
import { RemindApplicants } from './remind-applicants';

const SITES_AT_ONCE = 200;

/** {@link RemindApplicants}, on every site that has it switched on. */
@Injectable()
export class SendActivationRemindersJob implements Job, OnModuleInit {
  readonly name = 'send-activation-reminders';
  readonly summary =
    'Reminds applicants who have not confirmed their address, with a new link, that their application is about to be deleted; where a site has it switched on.';
  readonly cron = '*/30 * * * *';
  readonly timeZone = 'UTC';

  constructor(
    private readonly jobs: Jobs,
    private readonly settings: RegistrationSettingsStore,
    private readonly remind: RemindApplicants,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async run(run: JobRun): Promise<void> {
    for await (const siteId of this.sitesToDo(run)) {
      await this.remind.execute(siteId, (work) => run.batch(work));
    }
  }

  private async *sitesToDo({ onlySiteId }: JobRun): AsyncGenerator<string> {
    if (onlySiteId !== null) {
      yield onlySiteId;
      return;
    }
    for (let after = ''; ;) {
      const sites = await this.settings.withReminders(after, SITES_AT_ONCE);
      yield* sites.map(({ siteId }) => siteId);
      const last = sites.at(-1);
      if (last === undefined || sites.length < SITES_AT_ONCE) {
        return;
      }
      after = last.siteId;
    }
  }
}
