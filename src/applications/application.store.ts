import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, IsNull, Not } from 'typeorm';
import { through } from '../platform/database/index-hints';
import { findAllLocked, findLocked, locking } from '../platform/database/locks';
import { type Tx } from '../platform/database/transactions';
import { ApplicationHistory } from './application-history.entity';
import { Application } from './application.entity';
import { Claim, type ClaimKind } from './claim.entity';
import { ApplicationNotFound } from './domain/application.errors';

type WithClaims = Application & { readonly ofAddress: Claim | null; readonly ofLoginId: Claim | null };
/** Where an application stands. */
type ApplicationStanding = Pick<Application, 'id' | 'status'>;

/** Both exclusive. */
interface IdSpan {
  readonly after: string;
  readonly before: string;
  readonly size: number;
}

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

  /** Where each of `ids` stands; those that are gone are left out. */
  standingsOf(siteId: string, ids: readonly string[]): Promise<ApplicationStanding[]> {
    const select = { siteId: true, id: true, status: true } as const;
    return ids.length === 0
      ? Promise.resolve([])
      : this.dataSource.manager.find(Application, { select, where: { siteId, id: In([...ids]) } });
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

  /** Every application with this address, compared as addresses are, locked until the transaction ends, in the order of their ids. */
  findAllOfAddressLocked(tx: Tx, siteId: string, emailKey: string): Promise<Application[]> {
    return findAllLocked(tx, Application, { siteId, emailKey }, { id: 'ASC' });
  }

  /** The application, locked until the transaction ends. Throws `application-not-found`. */
  async getLocked(tx: Tx, siteId: string, id: string): Promise<Application> {
    const application = await this.findLocked(tx, siteId, id);
    if (application === null) {
      throw new ApplicationNotFound();
    }
    return application;
  }

  /**
   * The ids of applications that nobody has confirmed, and whose applicants have not been reminded: those sent within the span, in order, at
   * most `size`. Reads only these, however many there are or have been.
   */
  async findUnreminded(tx: Tx, siteId: string, { after, before, size }: IdSpan): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM ${through(this.dataSource, 'applications', 'ix_applications_notices')}
       WHERE siteId = ? AND status = 'not_activated' AND activatedAt IS NULL AND remindedAt IS NULL AND id > ? AND id < ?
       ORDER BY id LIMIT ${size}`,
      [siteId, after, before],
    );
    return rows.map(({ id }) => id);
  }

  add(tx: Tx, application: Application): Promise<unknown> {
    return tx.insert(Application, application);
  }

  /** Gives these columns these values on each of `ids`. */
  change(tx: Tx, siteId: string, ids: readonly string[], columns: Partial<Application>): Promise<unknown> {
    return tx.update(Application, { siteId, id: In([...ids]) }, columns);
  }

  /** Deletes the applications, and with each what it has claimed and the account it has become. */
  remove(tx: Tx, siteId: string, ids: readonly string[]): Promise<unknown> {
    return tx.delete(Application, { siteId, id: In([...ids]) });
  }

  /** What people wrote about these applications is gone from their history; the request ids, which clients may choose, as well. */
  forgetWords(tx: Tx, siteId: string, ids: readonly string[]): Promise<unknown> {
    const nothing = { reason: null, reasonKey: null, note: null, requestId: null };
    return tx.update(ApplicationHistory, { siteId, applicationId: In([...ids]) }, nothing);
  }

  addToHistory(tx: Tx, rows: ApplicationHistory[]): Promise<unknown> {
    return tx.insert(ApplicationHistory, rows);
  }

  /** Why the application was declined the last time, as its applicant was told or would have been; null without a reason. */
  async lastReason(tx: Tx, siteId: string, applicationId: string): Promise<string | null> {
    const where = { siteId, applicationId, event: 'decline' };
    return (await tx.findOne(ApplicationHistory, { where, order: { id: 'DESC' } }))?.reason ?? null;
  }

  /** Every move of the application, oldest first. */
  historyOf(siteId: string, applicationId: string): Promise<ApplicationHistory[]> {
    return this.dataSource.manager.find(ApplicationHistory, { where: { siteId, applicationId }, order: { id: 'ASC' } });
  }
}
