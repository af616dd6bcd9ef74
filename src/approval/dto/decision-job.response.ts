import { ApiProperty } from '@nestjs/swagger';
import { type Page } from '../../platform/http/cursor';
import { type JobView, type ResultView } from '../decision-job.read-model';
import { type DecidedMany } from '../decide-many.use-case';
import { type DecisionKind } from '../domain/decision';
import { type JobState } from '../domain/decision-job';
import { type Outcome, type Summary } from '../domain/outcome';

const SUMMARY = {
  type: 'object',
  additionalProperties: { type: 'integer' },
  example: { approved: 998, already_decided: 2 },
} as const;

export class DecisionJobResponse {
  /** @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de' */
  id: string;

  /** @example 'running' */
  state: JobState;

  /** @example 'approve' */
  decision: DecisionKind;

  /** How many applications there were when it began. */
  total: number;

  /** How many of them are done. */
  done: number;

  /** How many had each outcome so far. */
  @ApiProperty(SUMMARY)
  summary: Summary;

  createdAt: Date;

  /** Name of the member of staff who decided; null when they are gone. */
  createdBy: string | null;

  /** When it was finished, cancelled or given up; null before. */
  finishedAt: Date | null;

  static from({ job, createdBy }: JobView): DecisionJobResponse {
    return {
      id: job.id,
      state: job.state,
      decision: job.decision.kind,
      total: job.total,
      done: job.done,
      summary: { ...job.summary },
      createdAt: job.createdAt,
      createdBy,
      finishedAt: job.finishedAt,
    };
  }
}

export class DecisionJobListResponse {
  /** Newest first. */
  items: DecisionJobResponse[];

  /** Send it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;

  static from({ items, nextCursor }: Page<JobView>): DecisionJobListResponse {
    return { items: items.map((view) => DecisionJobResponse.from(view)), nextCursor };
  }
}

export class DecisionResultResponse {
  /** Of the application. */
  id: string;

  /**
   * `repeated`: it was decided like that before.
   * @example 'approved'
   */
  outcome: Outcome;

  /** Where the application stands after that; null when there is none. */
  status: string | null;

  /** Name of who decided; null before, when there is none, and when the service decided by itself. */
  decidedBy: string | null;

  decidedAt: Date | null;

  static from({ result, decidedBy }: ResultView): DecisionResultResponse {
    const { applicationId: id, outcome, status, decidedAt } = result;
    return { id, outcome, status, decidedBy, decidedAt };
  }
}

export class DecisionResultListResponse {
  /** In the order of their ids. */
  items: DecisionResultResponse[];

  /** Send it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;

  static from({ items, nextCursor }: Page<ResultView>): DecisionResultListResponse {
    return { items: items.map((view) => DecisionResultResponse.from(view)), nextCursor };
  }
}

/** What became of each application, when all were decided at once. */
export class DecisionsResponse {
  /** The job it was, to look it up again. */
  jobId: string;

  /** How many had each outcome. */
  @ApiProperty(SUMMARY)
  summary: Summary;

  /** In the order of their ids. */
  items: DecisionResultResponse[];

  static from({ view, results }: DecidedMany): DecisionsResponse {
    return {
      jobId: view.job.id,
      summary: { ...view.job.summary },
      items: (results ?? []).map((each) => DecisionResultResponse.from(each)),
    };
  }
}
