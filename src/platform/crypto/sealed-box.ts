import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type AcceptedKeys } from './keys';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts `text` (AES-256-GCM, random nonce): base64url of nonce, tag and ciphertext. */
export function seal(key: Buffer, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** What {@link seal} closed with one of `keys`, or null when it was another or the box was tampered with. */
export function unseal(keys: AcceptedKeys, box: string): string | null {
  const bytes = Buffer.from(box, 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) {
    return null;
  }
  for (const key of keys) {
    const text = open(key, bytes);
    if (text !== null) {
      return text;
    }
  }
  return null;
}

function open(key: Buffer, bytes: Buffer): string | null {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}
