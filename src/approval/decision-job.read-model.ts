import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { StaffStore } from '../auth';
import { keyIn, type Page, pageOf } from '../platform/http/cursor';
import { DecisionJob } from './decision-job.entity';
import { DecisionResult } from './decision-result.entity';
import { DecisionJobNotFound } from './domain/approval.errors';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export interface JobView {
  readonly job: Pick<DecisionJob, 'id' | 'state' | 'decision' | 'total' | 'done' | 'summary' | 'createdAt' | 'finishedAt'>;
  /** Name of the member of staff who decided; null when they are gone. */
  readonly createdBy: string | null;
}

export interface ResultView {
  readonly result: DecisionResult;
  readonly decidedBy: string | null;
}

interface PageWish {
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** How far decisions on many applications have got, and what became of each. */
@Injectable()
export class DecisionJobReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly staff: StaffStore,
  ) {}

  /** Throws `decision-job-not-found`. */
  async get(siteId: string, id: string): Promise<JobView> {
    const [view] = await this.viewsOf([await this.find(siteId, id)]);
    if (view === undefined) {
      throw new DecisionJobNotFound();
    }
    return view;
  }

  /** Newest first. */
  async page(siteId: string, { limit, cursor }: PageWish): Promise<Page<JobView>> {
    const before = keyIn(cursor, UUID);
    const query = this.dataSource.manager
      .createQueryBuilder(DecisionJob, 'job')
      .where('job.siteId = :siteId', { siteId })
      .orderBy('job.id', 'DESC')
      .limit(limit + 1);
    if (before !== null) {
      query.andWhere('job.id < :before', { before });
    }
    const page = pageOf(await query.getMany(), limit, ({ id }) => id);
    return { ...page, items: await this.viewsOf(page.items) };
  }

  /** What became of each application so far, in the order of their ids. Throws `decision-job-not-found`. */
  async results(siteId: string, jobId: string, { limit, cursor }: PageWish): Promise<Page<ResultView>> {
    const after = keyIn(cursor, UUID);
    await this.get(siteId, jobId);
    const query = this.dataSource.manager
      .createQueryBuilder(DecisionResult, 'result')
      .where('result.siteId = :siteId AND result.jobId = :jobId', { siteId, jobId })
      .orderBy('result.applicationId', 'ASC')
      .limit(limit + 1);
    if (after !== null) {
      query.andWhere('result.applicationId > :after', { after });
    }
    const page = pageOf(await query.getMany(), limit, ({ applicationId }) => applicationId);
    return { ...page, items: await this.withDeciders(page.items) };
  }

  private find(siteId: string, id: string): Promise<DecisionJob | null> {
    return this.dataSource.manager.findOneBy(DecisionJob, { siteId, id });
  }

  private async viewsOf(jobs: readonly (DecisionJob | null)[]): Promise<JobView[]> {
    const found = jobs.filter((job) => job !== null);
    const names = await this.staff.namesOf(found.map(({ createdById }) => createdById));
    return found.map((job) => ({ job, createdBy: names.get(job.createdById) ?? null }));
  }

  private async withDeciders(results: readonly DecisionResult[]): Promise<ResultView[]> {
    const names = await this.staff.namesOf(results.flatMap(({ decidedById }) => decidedById ?? []));
    return results.map((result) => ({
      result,
      decidedBy: result.decidedById === null ? null : (names.get(result.decidedById) ?? null),
    }));
  }
}
