import { publishedKeys, PUBLISHED_AFTER_IN_MS, PUBLISHED_AHEAD_IN_MS, signingKey } from './key-life';

const NOON = new Date('2026-03-01T12:00:00.000Z');
const at = (ms: number): Date => new Date(NOON.getTime() + ms);
const OLD = { id: 'old', signsFrom: at(-30 * 86_400_000) };
const NEW = { id: 'new', signsFrom: at(PUBLISHED_AHEAD_IN_MS) };
const BOTH = [NEW, OLD];
const idsOf = (keys: readonly { id: string }[]): string[] => keys.map(({ id }) => id);

describe('a key that takes the place of another', () => {
  it('is published first, and signs later', () => {
    expect(idsOf(publishedKeys(BOTH, NOON))).toEqual(['new', 'old']);
    expect(signingKey(BOTH, NOON)).toBe(OLD);
    expect(signingKey(BOTH, at(PUBLISHED_AHEAD_IN_MS - 1))).toBe(OLD);
    expect(signingKey(BOTH, NEW.signsFrom)).toBe(NEW);
  });

  it('leaves the old one published until the last token of that is long over', () => {
    const over = new Date(NEW.signsFrom.getTime() + PUBLISHED_AFTER_IN_MS);
    expect(idsOf(publishedKeys(BOTH, new Date(over.getTime() - 1)))).toEqual(['new', 'old']);
    expect(idsOf(publishedKeys(BOTH, over))).toEqual(['new']);
  });

  it('signs at once when there is no other', () => {
    expect(signingKey([NEW], NOON)).toBe(NEW);
  });
});

describe('several keys', () => {
  it('leave one by one, each after its own successor', () => {
    const [newest, middle, oldest] = [NEW, { id: 'middle', signsFrom: at(-PUBLISHED_AFTER_IN_MS) }, OLD];
    expect(idsOf(publishedKeys([newest, middle, oldest], at(-1)))).toEqual(['new', 'middle', 'old']);
    expect(idsOf(publishedKeys([newest, middle, oldest], NOON))).toEqual(['new', 'middle']);
  });

  it('are none, when there are none', () => {
    const none: (typeof OLD)[] = [];
    expect(signingKey(none, NOON)).toBe(undefined);
    expect(publishedKeys(none, NOON)).toEqual([]);
  });
});
