import { isSameHash, looksLikeApiKey, newApiKey, readApiKey } from './api-key-text';

const ID = '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de';

describe('an API key', () => {
  it('says which row it is of, and nothing of its hash', () => {
    const { text, secretHash } = newApiKey(ID);
    expect(looksLikeApiKey(text)).toBe(true);
    expect(readApiKey(text)).toEqual({ id: ID, secretHash });
    expect(text).not.toContain(secretHash);
    expect(newApiKey(ID).text).not.toBe(text);
  });

  it.each([
    '',
    'mk_',
    `mk_${ID}_${'a'.repeat(43)}`,
    `mk_${'0'.repeat(32)}_${'a'.repeat(42)}`,
    `mk_${'0'.repeat(32)}_${'a'.repeat(44)}`,
  ])('is not %j', (text) => {
    expect(readApiKey(text)).toBeNull();
  });

  it('is compared whole', () => {
    expect(isSameHash('abc', 'abc')).toBe(true);
    expect(isSameHash('abc', 'abd')).toBe(false);
    expect(isSameHash('abc', 'abcd')).toBe(false);
  });
});
