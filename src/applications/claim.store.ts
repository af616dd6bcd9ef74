import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, Not } from 'typeorm';
import { insertAllIfNew, insertIfNew } from '../platform/database/insert-if-new';
import { findLocked } from '../platform/database/locks';
import { Contention, type Tx } from '../platform/database/transactions';
import { Application } from './application.entity';
import { Claim, type ClaimKind } from './claim.entity';
import { FIRST_STATUS } from './domain/application-lifecycle';
import { grantClaims } from './domain/grant-claims';

type Claimant = Pick<Application, 'siteId' | 'id' | 'emailKey' | 'loginIdKey'>;

@Injectable()
export class ClaimStore {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Whether somebody else has the login ID at this moment. An application that
   * was never activated, with the same address, is no other: applying would
   * replace it.
   */
  async isLoginIdTaken(siteId: string, loginIdKey: string, emailKey: string): Promise<boolean> {
    const holder = await this.dataSource.manager
      .createQueryBuilder(Claim, 'claim')
      .innerJoinAndMapOne(
        'claim.application',
        Application,
        'application',
        'application.siteId = claim.siteId AND application.id = claim.applicationId',
      )
      .where({ siteId, kind: 'login-id', value: loginIdKey })
      .andWhere('NOT (application.status = :status AND application.emailKey = :emailKey)', {
        status: FIRST_STATUS,
        emailKey,
      })
      .getOne();
    return holder !== null;
  }

  /** Claims the application's address and login ID. The unique key decides; answers what somebody else has, or null. */
  async claimFor(tx: Tx, { siteId, id, emailKey, loginIdKey }: Claimant): Promise<ClaimKind | null> {
    const wanted = [
      { kind: 'email', value: emailKey },
      { kind: 'login-id', value: loginIdKey },
    ] as const;
    for (const { kind, value } of wanted) {
      if (value !== null && !(await insertIfNew(tx, Claim, { siteId, kind, value, applicationId: id, reservedAt: null }))) {
        return kind;
      }
    }
    return null;
  }

  /**
   * Claims for several applications of a site at once what nobody of `held` has; answers the ids of those
   * that have now all they need. The others claim nothing. Of two that need the
   * same, the one that comes first gets it.
   */
  async claimForAll(
    tx: Tx,
    siteId: string,
    claimants: readonly Claimant[],
    held: readonly Pick<Claim, 'kind' | 'value'>[],
  ): Promise<ReadonlySet<string>> {
    const { granted, claims } = grantClaims(claimants, held);
    const rows = claims.map((claim) => ({ siteId, ...claim, reservedAt: null }));
    if (rows.length > 0 && !(await insertAllIfNew(tx, Claim, rows))) {
      // Somebody was faster since we looked; look again.
      throw new Contention();
    }
    return granted;
  }

  /** Who has the value, locked; null when nobody does. Only to choose a way: whether a value is free is for {@link claimFor} to say. */
  async holderOf(tx: Tx, siteId: string, kind: ClaimKind, value: string): Promise<string | null> {
    return (await findLocked(tx, Claim, { siteId, kind, value }))?.applicationId ?? null;
  }

  /**
   * Holds a login ID for the owner of an address that is known already, instead
   * of the one held before; false when somebody has it. What the application
   * itself has claimed stays.
   */
  async reserveLoginId(tx: Tx, { siteId, id }: Claimant, value: string, reservedAt: Date): Promise<boolean> {
    await tx.delete(Claim, { siteId, applicationId: id, kind: 'login-id', reservedAt: Not(IsNull()) });
    return insertIfNew(tx, Claim, { siteId, kind: 'login-id', value, applicationId: id, reservedAt });
  }

  /** Gives back everything these applications have claimed. */
  async free(tx: Tx, siteId: string, applicationIds: readonly string[]): Promise<void> {
    await tx.delete(Claim, { siteId, applicationId: In([...applicationIds]) });
  }
}
