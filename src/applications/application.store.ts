import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, IsNull, Not } from 'typeorm';
import { findLocked } from '../platform/database/locks';
import { type Tx } from '../platform/database/transactions';
import { ApplicationHistory } from './application-history.entity';
import { Application } from './application.entity';
import { ApplicationNotFound } from './domain/application.errors';

@Injectable()
export class ApplicationStore {
  constructor(private readonly dataSource: DataSource) {}

  find(siteId: string, id: string, manager: EntityManager = this.dataSource.manager): Promise<Application | null> {
    return manager.findOneBy(Application, { siteId, id });
  }

  /** Where an application stands whose address has been confirmed; null for any other, as for none at all. */
  findActivated(siteId: string, id: string): Promise<Pick<Application, 'status' | 'activatedAt' | 'decidedAt'> | null> {
    return this.dataSource.manager.findOne(Application, {
      select: { siteId: true, id: true, status: true, activatedAt: true, decidedAt: true },
      where: { siteId, id, activatedAt: Not(IsNull()) },
    });
  }

  findListed(siteId: string, ids: readonly string[]): Promise<Application[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.dataSource.manager.findBy(Application, { siteId, id: In([...ids]) });
  }

  findLocked(tx: Tx, siteId: string, id: string): Promise<Application | null> {
    return findLocked(tx, Application, { siteId, id });
  }

  /** The application, locked until the transaction ends. Throws `application-not-found`. */
  async getLocked(tx: Tx, siteId: string, id: string): Promise<Application> {
    const application = await this.findLocked(tx, siteId, id);
    if (application === null) {
      throw new ApplicationNotFound();
    }
    return application;
  }

  add(tx: Tx, application: Application): Promise<unknown> {
    return tx.insert(Application, application);
  }

  save(tx: Tx, { siteId, id, ...columns }: Application): Promise<unknown> {
    return tx.update(Application, { siteId, id }, columns);
  }

  /** Deletes the application, and with it what it has claimed. */
  remove(tx: Tx, siteId: string, id: string): Promise<unknown> {
    return tx.delete(Application, { siteId, id });
  }

  addToHistory(tx: Tx, row: ApplicationHistory): Promise<unknown> {
    return tx.insert(ApplicationHistory, row);
  }

  /** Every move of the application, oldest first. */
  historyOf(siteId: string, applicationId: string): Promise<ApplicationHistory[]> {
    return this.dataSource.manager.find(ApplicationHistory, { where: { siteId, applicationId }, order: { id: 'ASC' } });
  }
}
