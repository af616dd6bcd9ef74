import { Injectable } from '@nestjs/common';
import { Clock, later } from '../../platform/clock/clock';
import { Keys } from '../../platform/crypto/keys';
import { seal, unseal } from '../../platform/crypto/sealed-box';

/** What is sealed for whom: another purpose or browser cannot open it. */
export interface SealFor {
  readonly purpose: 'application' | 'password' | 'sent';
  /** The secret of the browser it is for. */
  readonly browser: string;
}

export interface Unsealed {
  readonly value: unknown;
  /** Its time is over: a password in it counts no more. */
  readonly isExpired: boolean;
}

interface Contents extends SealFor {
  readonly until: number;
  readonly value: unknown;
}

/**
 * What travels with a form through somebody's browser and back, readable by
 * nobody on the way (ADR 34): so that the service need not keep what has not
 * been sent yet.
 */
@Injectable()
export class SealedEntries {
  constructor(
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  seal(to: SealFor, value: unknown, lifeInMs: number): string {
    const until = later(this.clock.now(), lifeInMs).getTime();
    const contents: Contents = { ...to, until, value };
    return seal(this.keys.for('page-entries'), JSON.stringify(contents));
  }

  /** Null for what this service has not sealed, or not for that. */
  open(to: SealFor, box: string): Unsealed | null {
    const text = unseal(this.keys.accepted('page-entries'), box);
    if (text === null) {
      return null;
    }
    const { purpose, browser, until, value } = JSON.parse(text) as Contents;
    return purpose === to.purpose && browser === to.browser ? { value, isExpired: until <= this.clock.now().getTime() } : null;
  }
}
