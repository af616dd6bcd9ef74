import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Not } from 'typeorm';
import { insertIfNew } from '../platform/database/insert-if-new';
import { findLocked } from '../platform/database/locks';
import { type Tx } from '../platform/database/transactions';
import { Application } from './application.entity';
import { Claim, type ClaimKind } from './claim.entity';
import { FIRST_STATUS } from './domain/application-lifecycle';

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

  /** Gives back everything the application has claimed. */
  async free(tx: Tx, siteId: string, applicationId: string): Promise<void> {
    await tx.delete(Claim, { siteId, applicationId });
  }
}
