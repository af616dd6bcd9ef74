import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, SECONDS } from '../platform/clock/clock';
import { Config } from '../platform/config/config';
import { Transactions } from '../platform/database/transactions';
import { Log } from '../platform/logging/log';
import { outsideRequests } from '../platform/logging/request-scope';
import { DecisionJobRunner } from './decision-job-runner';
import { DecisionJobStore } from './decision-job.store';

const SWEEP_EVERY = 5 * SECONDS;

/**
 * Takes up jobs that are due, one at a time in each process: woken by a job
 * that was committed here; a sweep finds what other processes left behind.
 */
@Injectable()
export class DecisionJobWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private sweep: NodeJS.Timeout | undefined;
  private isWorking = false;
  private isCalledAgain = false;
  private isStopping = false;

  constructor(
    private readonly jobs: DecisionJobStore,
    private readonly runner: DecisionJobRunner,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.worksByItself) {
      return;
    }
    this.sweep = setInterval(() => {
      this.wake();
    }, SWEEP_EVERY);
    this.wake();
  }

  /** Takes up nothing more; the runner ends what it has begun. */
  beforeApplicationShutdown(): void {
    this.isStopping = true;
    clearInterval(this.sweep);
  }

  wake(): void {
    this.isCalledAgain = true;
    if (!this.isWorking) {
      void outsideRequests(() => this.workOnWhatIsDue());
    }
  }

  private async workOnWhatIsDue(): Promise<void> {
    this.isWorking = true;
    try {
      while (this.isCalledAgain && !this.isStopping) {
        this.isCalledAgain = false;
        if (await this.workOnNext()) {
          this.isCalledAgain = true;
        }
      }
    } catch (error) {
      this.log.error('the jobs could not be read', { err: error });
    } finally {
      this.isWorking = false;
    }
  }

  /** Whether to look for another one. */
  private async workOnNext(): Promise<boolean> {
    const due = await this.jobs.nextDue(this.clock.now());
    if (due === null) {
      return false;
    }
    const mine = await this.transactions.run((tx) => this.jobs.claim(tx, due, this.runner.leaseEnd()));
    if (mine !== null) {
      await this.runner.run(mine);
    }
    return true;
  }
}
