import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MailServerCheck, type MailServerState } from '../mail';
import { SteadyClock } from '../platform/clock/steady-clock';
import { DatabaseBusy } from '../platform/database/database-errors';
import { isMigrated } from '../platform/database/migrate';
import { DomainError } from '../platform/problem/domain-error';

export interface Checks {
  readonly database: 'up';
  readonly migrations: 'up';
  readonly mail: MailServerState;
  readonly clock: 'up' | 'jumped';
}

/** Whether this process can serve. */
@Injectable()
export class Readiness implements OnModuleDestroy {
  private migrated = false;
  private isStopping = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly mailServer: MailServerCheck,
    private readonly clock: SteadyClock,
  ) {}

  /** What runs is finished; new requests should go elsewhere. */
  onModuleDestroy(): void {
    this.isStopping = true;
  }

  /** Throws `not-ready`, saying which check failed. */
  async ensureReady(): Promise<Checks> {
    if (this.isStopping) {
      throw new DomainError('not-ready', 'The service is stopping.');
    }
    await this.ensureDatabase();
    await this.ensureMigrated();
    return { database: 'up', migrations: 'up', mail: this.mailServer.state(), clock: this.clock.hasJumped() ? 'jumped' : 'up' };
  }

  private async ensureDatabase(): Promise<void> {
    try {
      await this.dataSource.query('SELECT 1');
    } catch (error) {
      // That many wait for it is not that it is away: another replica would not have more of it.
      if (error instanceof DatabaseBusy) {
        return;
      }
      throw new DomainError('not-ready', 'The database does not answer.', { database: 'down' });
    }
  }

  private async ensureMigrated(): Promise<void> {
    // A schema does not go back while the service runs.
    this.migrated ||= await isMigrated(this.dataSource);
    if (!this.migrated) {
      throw new DomainError('not-ready', 'Migrations are pending: run "npm run migrate".', {
        database: 'up',
        migrations: 'down',
      });
    }
  }
}
