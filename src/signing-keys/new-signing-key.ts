import { generateKeyPairSync } from 'node:crypto';
import { type Keys } from '../platform/crypto/keys';
import { seal } from '../platform/crypto/sealed-box';
import { type SigningKey } from './signing-key.entity';

/** A new key pair, as it is kept. @param id its `kid` */
export function newSigningKey(id: string, times: Pick<SigningKey, 'createdAt' | 'signsFrom'>, keys: Keys): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicJwk = { ...publicKey.export({ format: 'jwk' }), kid: id, alg: 'ES256', use: 'sig' };
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return {
    id,
    publicJwk: JSON.stringify(publicJwk),
    sealedPrivateKey: seal(keys.for('signing-keys-at-rest'), pem),
    ...times,
  };
}
