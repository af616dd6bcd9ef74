import { createHash } from 'node:crypto';

/** What stands for a logo in its address: SHA-256 of its bytes, base64url. */
export function logoHashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url');
}

/** Where a logo is served: a new logo is a new address, so that browsers may keep each for good. */
export function logoPath(siteId: string, hash: string): string {
  return `/logos/${siteId}/${hash}`;
}
