import { searchKey } from '../../identity';

/** What applications are found by, derived from what was sent; see ADR 0017 for the slice. */
export interface SearchKeys {
  /** The name as it is searched. */
  readonly nameKey: string;
  /** The domain of the address, as it is compared. */
  readonly emailDomain: string;
  /** The mailbox behind the address: what several spellings of it have in common. */
  readonly canonicalEmailKey: string;
  /** Which stretch of time it was sent in. */
  readonly slice: number;
}

// Some 18 hours and 40 minutes.
const SLICE_IN_MS = 2 ** 26;

export function searchKeysOf(id: string, name: string, emailKey: string): SearchKeys {
  return {
    nameKey: searchKey(name),
    emailDomain: emailKey.slice(emailKey.lastIndexOf('@') + 1),
    canonicalEmailKey: canonicalEmailKey(emailKey),
    slice: sliceOf(id),
  };
}

/** Without what mail servers let people add to their address: `+tag`, and at Google any dots. */
export function canonicalEmailKey(emailKey: string): string {
  const at = emailKey.lastIndexOf('@');
  const domain = emailKey.slice(at + 1).replace(/^googlemail[.]com$/, 'gmail.com');
  const localPart = emailKey.slice(0, at).replace(/(?<=.)[+].*$/, '');
  return `${domain === 'gmail.com' ? localPart.replaceAll('.', '') : localPart}@${domain}`;
}

/** When an id was made: a UUIDv7 says it in its first 48 bits (RFC 9562 §5.7). */
export function momentIn(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}

/** The stretch of time an id was made in. */
export function sliceOf(id: string): number {
  return Math.floor(momentIn(id).getTime() / SLICE_IN_MS);
}

/** Every slice from that of `oldest` to that of `newest`, newest first. */
export function slicesBetween(oldest: string, newest: string): number[] {
  const last = sliceOf(newest);
  return Array.from({ length: last - sliceOf(oldest) + 1 }, (_, i) => last - i);
}
