import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Keys } from '../../platform/crypto/keys';
import { seal, unseal } from '../../platform/crypto/sealed-box';
import { findLocked } from '../../platform/database/locks';
import { type Tx } from '../../platform/database/transactions';
import { StaffRecoveryCode } from './staff-recovery-code.entity';
import { StaffSecondFactor } from './staff-second-factor.entity';

@Injectable()
export class SecondFactorStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly keys: Keys,
  ) {}

  find(staffId: string, manager: EntityManager = this.dataSource.manager): Promise<StaffSecondFactor | null> {
    return manager.findOneBy(StaffSecondFactor, { staffId });
  }

  findLocked(tx: Tx, staffId: string): Promise<StaffSecondFactor | null> {
    return findLocked(tx, StaffSecondFactor, { staffId });
  }

  /** One that is not confirmed yet, in the place of another such. */
  async begin(tx: Tx, staffId: string, secret: string): Promise<void> {
    const sealedSecret = seal(this.keys.for('staff-second-factors-at-rest'), secret);
    await tx.upsert(StaffSecondFactor, { staffId, sealedSecret, confirmedAt: null, lastStep: 0 }, ['staffId']);
  }

  /** Null: it was sealed under a secret of the service that is no more. */
  secretOf({ sealedSecret }: StaffSecondFactor): string | null {
    return unseal(this.keys.accepted('staff-second-factors-at-rest'), sealedSecret);
  }

  save(tx: Tx, { staffId, confirmedAt, lastStep }: StaffSecondFactor): Promise<unknown> {
    return tx.update(StaffSecondFactor, { staffId }, { confirmedAt, lastStep });
  }

  /** With the recovery codes that belong to it. */
  remove(tx: Tx, staffId: string): Promise<unknown> {
    return tx.delete(StaffSecondFactor, { staffId });
  }

  async replaceCodes(tx: Tx, staffId: string, hashes: readonly string[]): Promise<void> {
    await tx.delete(StaffRecoveryCode, { staffId });
    await tx.insert(
      StaffRecoveryCode,
      hashes.map((codeHash) => ({ staffId, codeHash })),
    );
  }

  /** Answers false when there is no such code, or it has been used. */
  async useCode(tx: Tx, staffId: string, codeHash: string): Promise<boolean> {
    return (await tx.delete(StaffRecoveryCode, { staffId, codeHash })).affected === 1;
  }

  codesLeft(staffId: string): Promise<number> {
    return this.dataSource.manager.countBy(StaffRecoveryCode, { staffId });
  }
}
