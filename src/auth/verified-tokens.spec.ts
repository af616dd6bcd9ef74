import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { VerifiedTokens } from './verified-tokens';

describe('verified tokens', () => {
  const NOW = new Date('2026-04-01T09:00:00Z');
  const payload = { sub: 'somebody', sid: 'session', generation: 1, exp: NOW.getTime() / 1000 + 60 };
  const aKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;

  function setup(): { tokens: VerifiedTokens; key: KeyObject } {
    const tokens = new VerifiedTokens();
    const key = aKey();
    tokens.keep(key, 'a.b.c', payload);
    return { tokens, key };
  }

  it('are remembered by the whole of their text', () => {
    const { tokens, key } = setup();
    expect(tokens.find(key, 'a.b.c', NOW)).toEqual(payload);
    expect(tokens.find(key, 'a.b.d', NOW)).toBeNull();
  });

  it('count until the second they expire in', () => {
    const { tokens, key } = setup();
    expect(tokens.find(key, 'a.b.c', new Date(payload.exp * 1000 - 1))).toEqual(payload);
    expect(tokens.find(key, 'a.b.c', new Date(payload.exp * 1000))).toBeNull();
  });

  it.each([undefined, null, 'never', '9999999999', Infinity])('count for no time when they say they expire at: %p', (exp) => {
    const { tokens, key } = setup();
    tokens.keep(key, 'x.y.z', { ...payload, exp } as unknown as typeof payload);
    expect(tokens.find(key, 'x.y.z', NOW)).toBeNull();
  });

  it('have to prove themselves again to any other key', () => {
    const { tokens } = setup();
    expect(tokens.find(aKey(), 'a.b.c', NOW)).toBeNull();
  });

  it('are forgotten when there are too many, the oldest first', () => {
    const { tokens, key } = setup();
    for (let i = 0; i < 1_000; i += 1) {
      tokens.keep(key, `another ${String(i)}`, payload);
    }
    expect(tokens.find(key, 'a.b.c', NOW)).toBeNull();
    expect(tokens.find(key, 'another 0', NOW)).toEqual(payload);
  });
});
