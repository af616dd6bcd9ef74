import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Clock } from '../clock/clock';

// Half of the 32 bits that order the ids of one millisecond: the other half is room to count up.
const HALF_OF_SEQUENCE = 2 ** 31;

/**
 * Makes ids: UUIDv7 (RFC 9562 §5.7), so that rows of one table lie in the order
 * of their creation while the id tells nothing about how many there are. Those
 * that one process makes in one millisecond are in order as well (§6.2, method 1).
 */
@Injectable()
export class Ids {
  private last = { msecs: -1, seq: 0 };

  constructor(private readonly clock: Clock) {}

  next(): string {
    return this.at(this.clock.now());
  }

  /** An id that says `moment`, for what keeps that moment as well: both are the same to the millisecond. */
  at(moment: Date): string {
    const msecs = moment.getTime();
    const seq = msecs === this.last.msecs ? this.last.seq + 1 : randomInt(HALF_OF_SEQUENCE);
    this.last = { msecs, seq };
    return v7({ msecs, seq });
  }
}
