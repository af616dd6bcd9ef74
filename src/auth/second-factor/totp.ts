import { Secret, TOTP } from 'otpauth';

const SECRET_BYTES = 20; // RFC 4226 §4, R6: 160 bits.
const PERIOD_IN_SECONDS = 30;
const CODE = /^\d{6}$/;
const MS_PER_SECOND = 1000;
/** Clocks differ: one step before and one after count as well (RFC 6238 §5.2). */
const STEPS_APART = 1;

/** A new secret, in base32. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an authenticator app reads from the QR code. */
export function totpUri(secret: string, { issuer, label }: { readonly issuer: string; readonly label: string }): string {
  return totpOf(secret, issuer, label).toString();
}

/** The time step that `code` is of, or null when it is not of any that counts at `now`. */
export function stepOf(code: string, secret: string, now: Date): number | null {
  // The library throws for some texts that are as long as a code and none.
  if (!CODE.test(code)) {
    return null;
  }
  const timestamp = now.getTime();
  const delta = totpOf(secret).validate({ token: code, timestamp, window: STEPS_APART });
  return delta === null ? null : Math.floor(timestamp / MS_PER_SECOND / PERIOD_IN_SECONDS) + delta;
}

// What every app takes: SHA-1, six digits, thirty seconds.
function totpOf(secret: string, issuer = '', label = ''): TOTP {
  return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD_IN_SECONDS });
}
