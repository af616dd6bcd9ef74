import { createHmac, randomInt } from 'node:crypto';

const HOW_MANY = 10;
const LENGTH = 16;
// Crockford's base 32: nothing that looks like something else. Sixteen of them are 80 bits.
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten new codes for the day the authenticator app is lost, as they are shown and written down: four groups of four. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: HOW_MANY }, () => {
    const code = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    return code.replace(/(.{4})(?=.)/g, '$1-');
  });
}

/**
 * All that is kept of a recovery code; letters may be small, and hyphens and spaces anywhere. It is keyed with the secret
 * of the app that the code stands in for, which nobody finds in clear in the database, and lasts as long as that does,
 * also when the service's own secret is changed.
 */
export function recoveryCodeHash(appSecret: string, code: string): string {
  const plain = code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return createHmac('sha256', `recovery-code:${appSecret}`).update(plain).digest('base64url');
}
