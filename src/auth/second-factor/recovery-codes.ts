import { createHmac, randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Keys } from '../../platform/crypto/keys';

const HOW_MANY = 10;
const LENGTH = 16;
// Crockford's base 32: nothing that looks like something else. Sixteen of them are 80 bits.
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The codes one writes down for the day the authenticator app is lost. Only keyed hashes of them are kept. */
@Injectable()
export class RecoveryCodes {
  constructor(private readonly keys: Keys) {}

  /** Ten new ones, as they are shown: four groups of four. */
  make(): string[] {
    return Array.from({ length: HOW_MANY }, () => {
      const code = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
      return code.replace(/(.{4})(?=.)/g, '$1-');
    });
  }

  /** What is kept of a code; letters may be small, and hyphens and spaces anywhere. */
  hashOf(staffId: string, code: string): string {
    const plain = code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
    return createHmac('sha256', this.keys.for('staff-recovery-codes')).update(`${staffId}:${plain}`).digest('base64url');
  }
}
