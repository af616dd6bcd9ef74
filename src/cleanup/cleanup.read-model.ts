import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnactivatedApplications } from '../applications';
import { StaffStore } from '../auth';
import { JobReadModel } from '../jobs';
import { Clock } from '../platform/clock/clock';
import { type BoundedCount, boundedCount } from '../platform/http/bounded-count';
import { keyIn, type Page, pageOf } from '../platform/http/cursor';
import { RegistrationSettingsStore } from '../registration-settings';
import { CleanupRun } from './cleanup-run.entity';
import { REMOVE_UNACTIVATED } from './remove-unactivated.job';
import { sentUntil } from './domain/deletion-due';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const COUNTED_TO = 10_000;

/** What the removal of unactivated applications would do on a site at this moment. */
export interface CleanupPreview {
  readonly enabled: boolean;
  readonly afterDays: number | null;
  readonly due: BoundedCount;
  /** Of the oldest that is due. */
  readonly oldestAppliedAt: Date | null;
  readonly nextRunAt: Date | null;
  /** Whether the job runs at this moment, about whichever site. */
  readonly isRunning: boolean;
}

export interface CleanupRunView {
  readonly run: CleanupRun;
  /** Null when it was the schedule, and when they are gone. */
  readonly askedByName: string | null;
}

interface PageWish {
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** What a site's administrators ask about its clean-up. */
@Injectable()
export class CleanupReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: RegistrationSettingsStore,
    private readonly unactivated: UnactivatedApplications,
    private readonly jobs: JobReadModel,
    private readonly staff: StaffStore,
    private readonly clock: Clock,
  ) {}

  async preview(siteId: string): Promise<CleanupPreview> {
    const settings = await this.settings.get(siteId);
    const { deleteUnactivatedEnabled: enabled, deleteUnactivatedAfterDays: afterDays } = settings;
    const until = sentUntil(settings, this.clock.now());
    const { nextTick, isRunning } = await this.jobs.get(REMOVE_UNACTIVATED);
    const found = until === null ? 0 : await this.unactivated.count(siteId, until, COUNTED_TO + 1);
    return {
      enabled,
      afterDays,
      due: boundedCount(found, COUNTED_TO),
      oldestAppliedAt: found === 0 ? null : await this.unactivated.oldest(siteId),
      nextRunAt: until === null ? null : nextTick,
      isRunning,
    };
  }

  /** Newest first. Throws `validation-failed` for a cursor that is none. */
  async runs(siteId: string, { limit, cursor }: PageWish): Promise<Page<CleanupRunView>> {
    const before = keyIn(cursor, UUID);
    const query = this.dataSource.manager
      .createQueryBuilder(CleanupRun, 'run')
      .where('run.siteId = :siteId', { siteId })
      .orderBy('run.id', 'DESC')
      .limit(limit + 1);
    if (before !== null) {
      query.andWhere('run.id < :before', { before });
    }
    const page = pageOf(await query.getMany(), limit, ({ id }) => id);
    const names = await this.staff.namesOf(page.items.flatMap(({ askedById }) => askedById ?? []));
    return { ...page, items: page.items.map((run) => ({ run, askedByName: names.get(run.askedById ?? '') ?? null })) };
  }
}
