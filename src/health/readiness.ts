import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MailServerCheck, type MailServerState } from '../mail';
import { isMigrated } from '../platform/database/migrate';
import { DomainError } from '../platform/problem/domain-error';

export interface Checks {
  readonly database: 'up';
  readonly migrations: 'up';
  readonly mail: MailServerState;
}

/** Whether this process can serve. */
@Injectable()
export class Readiness {
  private migrated = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly mailServer: MailServerCheck,
  ) {}

  /** Throws `not-ready`, saying which check failed. */
  async ensureReady(): Promise<Checks> {
    await this.ensureDatabase();
    await this.ensureMigrated();
    return { database: 'up', migrations: 'up', mail: this.mailServer.state() };
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
}
