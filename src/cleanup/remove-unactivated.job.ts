import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Job, type JobRun, Jobs } from '../jobs';
import { RegistrationSettingsStore } from '../registration-settings';
import { CleanupRunStore } from './cleanup-run.store';
import { RemoveUnactivated } from './remove-unactivated';

export const REMOVE_UNACTIVATED = 'remove-unactivated-applications';

const SITES_AT_ONCE = 200;

/** {@link RemoveUnactivated}, on every site that has it switched on. One site's fault does not keep the others waiting. */
@Injectable()
export class RemoveUnactivatedJob implements Job, OnModuleInit {
  readonly name = REMOVE_UNACTIVATED;
  readonly summary =
    'Removes applications that nobody has activated within the days that their site grants; nothing of the person stays.';
  readonly cron = '*/10 * * * *';
  readonly timeZone = 'UTC';

  constructor(
    private readonly jobs: Jobs,
    private readonly settings: RegistrationSettingsStore,
    private readonly runs: CleanupRunStore,
    private readonly removeUnactivated: RemoveUnactivated,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async run(run: JobRun): Promise<void> {
    const faults: unknown[] = [];
    for await (const siteId of this.sitesToDo(run)) {
      try {
        await this.removeUnactivated.execute(siteId, run);
      } catch (error) {
        if (run.isStopping) {
          throw error;
        }
        faults.push(error);
      }
    }
    if (faults.length > 0) {
      throw faults[0];
    }
  }

  private async *sitesToDo({ onlySiteId }: JobRun): AsyncGenerator<string> {
    if (onlySiteId !== null) {
      yield onlySiteId;
      return;
    }
    // What a person asked for is over too once their site has been switched off.
    const asked = await this.runs.sitesWithUnended();
    yield* asked;
    for (let after = ''; ;) {
      const sites = await this.settings.sitesDeletingUnactivated(SITES_AT_ONCE, after);
      const last = sites.at(-1);
      if (last === undefined) {
        return;
      }
      yield* sites.filter((siteId) => !asked.includes(siteId));
      after = last;
    }
  }
}
