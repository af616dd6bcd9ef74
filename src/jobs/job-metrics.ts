import { Injectable } from '@nestjs/common';
import { type Counter, type Gauge, type Histogram } from 'prom-client';
import { Metrics } from '../platform/metrics/metrics';
import { type JobOutcome, type JobStanding } from './job-standing.entity';

const MS_A_SECOND = 1000;

/** What operations can count of jobs. Runs and rows are those of this process; the last success is that of all. */
@Injectable()
export class JobMetrics {
  private readonly runs: Counter<'job' | 'outcome'>;
  private readonly rows: Counter<'job'>;
  private readonly durations: Histogram<'job'>;
  private readonly lastSuccess: Gauge<'job'>;

  constructor(metrics: Metrics) {
    this.runs = metrics.counter({
      name: 'matricula_job_runs_total',
      help: 'Runs of jobs that ended in this process, by outcome: succeeded, failed, stopped, lost.',
      labels: ['job', 'outcome'],
    });
    this.rows = metrics.counter({
      name: 'matricula_job_rows_total',
      help: 'Rows that jobs did in this process, as each job counts them.',
      labels: ['job'],
    });
    this.durations = metrics.histogram({
      name: 'matricula_job_duration_seconds',
      help: 'How long runs of jobs took.',
      labels: ['job'],
      buckets: [0.1, 1, 5, 15, 60, 300, 1800, 7200],
    });
    this.lastSuccess = metrics.gauge({
      name: 'matricula_job_last_success_timestamp_seconds',
      help: 'When a run of the job last succeeded, in any process.',
      labels: ['job'],
    });
  }

  countRows(job: string, rows: number): void {
    this.rows.inc({ job }, rows);
  }

  countRun(job: string, outcome: JobOutcome, durationMs: number): void {
    this.runs.inc({ job, outcome });
    this.durations.observe({ job }, durationMs / MS_A_SECOND);
  }

  tellLastSuccess(standings: readonly JobStanding[]): void {
    for (const { name, lastSucceededAt } of standings) {
      if (lastSucceededAt !== null) {
        this.lastSuccess.set({ job: name }, lastSucceededAt.getTime() / MS_A_SECOND);
      }
    }
  }
}
