import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Clock } from '../clock/clock';

/**
 * Makes ids: UUIDv7 (RFC 9562 §5.7), so that rows of one table lie in the order
 * of their creation while the id tells nothing about how many there are.
 */
@Injectable()
export class Ids {
  constructor(private readonly clock: Clock) {}

  next(): string {
    return this.at(this.clock.now());
  }

  /** The id of what came into being at `moment`. */
  at(moment: Date): string {
    return v7({ msecs: moment.getTime() });
  }
}
