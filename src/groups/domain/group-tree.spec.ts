import { depthsOf, groupsOnCircles } from './group-tree';

const parents = (...edges: string[]): Map<string, string | null> =>
  new Map(edges.map((edge) => [edge.charAt(0), edge.charAt(1) || null] as const));

describe('groups on circles', () => {
  it.each<[string, string[], string]>([
    ['a forest', ['a', 'ba', 'cb', 'd'], ''],
    ['one above itself', ['aa', 'b'], 'a'],
    ['two', ['ab', 'ba'], 'ab'],
    ['three, and who hangs from them', ['ab', 'bc', 'ca', 'da', 'ed'], 'abc'],
    ['two circles', ['ab', 'ba', 'cd', 'dc', 'ec'], 'abcd'],
    ['a parent that is not there', ['ax'], ''],
  ])('are found: %s', (_what, edges, found) => {
    expect([...groupsOnCircles(parents(...edges))].sort().join('')).toBe(found);
  });
});

describe('the depth of a group', () => {
  it('is the number of groups down to it', () => {
    expect(Object.fromEntries(depthsOf(parents('cb', 'ba', 'a', 'da', 'e')))).toEqual({ a: 1, b: 2, c: 3, d: 2, e: 1 });
  });
});
