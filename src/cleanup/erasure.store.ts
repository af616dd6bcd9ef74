import { Injectable } from '@nestjs/common';
import { type Tx } from '../platform/database/transactions';
import { Erasure } from './erasure.entity';

@Injectable()
export class ErasureStore {
  add(tx: Tx, erasure: Erasure): Promise<unknown> {
    return tx.insert(Erasure, { ...erasure });
  }
}
