import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, IsNull, Not } from 'typeorm';
import { findAllLocked, findLocked, locking } from '../platform/database/locks';
import { type Tx } from '../platform/database/transactions';
import { ApplicationHistory } from './application-history.entity';
import { Application } from './application.entity';
import { Claim, type ClaimKind } from './claim.entity';
import { ApplicationNotFound } from './domain/application.errors';

type WithClaims = Application & { readonly ofAddress: Claim | null; readonly ofLoginId: Claim | null };

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

  /** Those of `ids` that there are, locked until the transaction ends, in the order of their ids. */
  async findAllLocked(tx: Tx, siteId: string, ids: readonly string[]): Promise<Application[]> {
    const found = await findAllLocked(tx, Application, { siteId, id: In([...ids]) }, { id: 'ASC' });
    // MariaDB overlooks trailing spaces: an id with some is another id.
    return found.filter(({ id }) => ids.includes(id));
  }

  /**
   * As {@link findAllLocked}, and what is claimed at this moment, by whomever, of their addresses and login IDs: in one statement,
   * so that reconsidering many takes no more statements than deciding on them.
   */
  async findAllLockedWithClaims(
    tx: Tx,
    siteId: string,
    ids: readonly string[],
  ): Promise<{ applications: Application[]; held: readonly Claim[] }> {
    const claimOf = (claim: string, kind: ClaimKind, key: 'emailKey' | 'loginIdKey'): string =>
      `${claim}.siteId = application.siteId AND ${claim}.kind = '${kind}' AND ${claim}.value = application.${key}`;
    const query = tx
      .createQueryBuilder(Application, 'application')
      .leftJoinAndMapOne('application.ofAddress', Claim, 'ofAddress', claimOf('ofAddress', 'email', 'emailKey'))
      .leftJoinAndMapOne('application.ofLoginId', Claim, 'ofLoginId', claimOf('ofLoginId', 'login-id', 'loginIdKey'))
      .where({ siteId, id: In([...ids]) })
      .orderBy('application.id');
    const rows = (await locking(tx, query).getMany()) as WithClaims[];
    const apart = rows
      .filter(({ id }) => ids.includes(id))
      .map(({ ofAddress, ofLoginId, ...application }) => ({ application, claims: [ofAddress, ofLoginId] }));
    return {
      applications: apart.map(({ application }) => application),
      held: apart.flatMap(({ claims }) => claims).filter((claim) => claim !== null),
    };
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

  /** Gives these columns these values on each of `ids`. */
  change(tx: Tx, siteId: string, ids: readonly string[], columns: Partial<Application>): Promise<unknown> {
    return tx.update(Application, { siteId, id: In([...ids]) }, columns);
  }

  /** Deletes these applications, and with them what they have claimed. */
  remove(tx: Tx, siteId: string, ids: readonly string[]): Promise<unknown> {
    return tx.delete(Application, { siteId, id: In([...ids]) });
  }

  addToHistory(tx: Tx, rows: ApplicationHistory[]): Promise<unknown> {
    return tx.insert(ApplicationHistory, rows);
  }

  /** Leaves of the history of these applications what happened and when, not what reviewers wrote. */
  forgetWords(tx: Tx, siteId: string, ids: readonly string[]): Promise<unknown> {
    return tx.update(ApplicationHistory, { siteId, applicationId: In([...ids]) }, { reason: null, note: null });
  }

  /** Every move of the application, oldest first. */
  historyOf(siteId: string, applicationId: string): Promise<ApplicationHistory[]> {
    return this.dataSource.manager.find(ApplicationHistory, { where: { siteId, applicationId }, order: { id: 'ASC' } });
  }
}
