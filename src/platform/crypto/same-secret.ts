import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether both are the same secret. How long that takes tells nothing of it: digests are compared, which have one length. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(digestOf(one), digestOf(other));
}

function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
