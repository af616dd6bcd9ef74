import { Injectable } from '@nestjs/common';
import { isDuplicateKey } from '../platform/database/database-errors';
import { findLocked } from '../platform/database/locks';
import { type Tx } from '../platform/database/transactions';
import { Claim, type ClaimKind } from './claim.entity';

@Injectable()
export class ClaimStore {
  /** Claims a value. The unique key decides: false means that somebody has it. */
  async claim(tx: Tx, claim: Claim): Promise<boolean> {
    try {
      await tx.insert(Claim, claim);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) {
        return false;
      }
      throw error;
    }
  }

  /** Who has the value, locked; null when nobody does. Only to choose a way: whether a value is free is for {@link claim} to say. */
  async holderOf(tx: Tx, siteId: string, kind: ClaimKind, value: string): Promise<string | null> {
    return (await findLocked(tx, Claim, { siteId, kind, value }))?.applicationId ?? null;
  }

  /** Gives back everything the application has claimed. */
  async free(tx: Tx, siteId: string, applicationId: string): Promise<void> {
    await tx.delete(Claim, { siteId, applicationId });
  }
}
