import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MailTransport } from '../mail';
import { Clock, later, SECONDS } from '../platform/clock/clock';
import { isMigrated } from '../platform/database/migrate';
import { DomainError } from '../platform/problem/domain-error';

export interface Checks {
  readonly database: 'up';
  readonly migrations: 'up';
  readonly mail: 'up' | 'down' | 'checking';
}

const MAIL_CHECK_COUNTS_FOR = 15 * SECONDS;

/** Whether this process can serve. */
@Injectable()
export class Readiness {
  private migrated = false;
  private mail: Checks['mail'] = 'checking';
  private mailCheckedAt = new Date(0);

  constructor(
    private readonly dataSource: DataSource,
    private readonly transport: MailTransport,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-ready`, saying which check failed. */
  async ensureReady(): Promise<Checks> {
    this.checkMailNowAndThen();
    await this.ensureDatabase();
    await this.ensureMigrated();
    return { database: 'up', migrations: 'up', mail: this.mail };
  }

  private async ensureDatabase(): Promise<void> {
    try {
      await this.dataSource.query('SELECT 1');
    } catch {
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

  // In the background: a mail server that hangs must not make this answer slow.
  private checkMailNowAndThen(): void {
    const now = this.clock.now();
    if (later(this.mailCheckedAt, MAIL_CHECK_COUNTS_FOR) > now) {
      return;
    }
    this.mailCheckedAt = now;
    void this.transport.isReachable().then((reachable) => {
      this.mail = reachable ? 'up' : 'down';
    });
  }
}
