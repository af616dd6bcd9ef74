import { contentTag, isAlreadyKnown } from './entity-tag';

describe('the tag of an answer', () => {
  it('is the same for the same answer, and another for any other', () => {
    expect(contentTag({ a: 1 })).toBe(contentTag({ a: 1 }));
    expect(contentTag({ a: 1 })).not.toBe(contentTag({ a: 2 }));
    expect(contentTag({ a: 1 })).toMatch(/^"[\w-]{43}"$/);
  });

  it.each<[string | undefined, boolean]>([
    [undefined, false],
    ['', false],
    ['"abc"', true],
    ['W/"abc"', true],
    ['"x", W/"abc" , "y"', true],
    ['*', true],
    ['abc', false],
    ['"ab"', false],
    ['"abc', false],
  ])('is known to who sends If-None-Match: %s: %s', (ifNoneMatch, known) => {
    expect(isAlreadyKnown(ifNoneMatch, '"abc"')).toBe(known);
  });
});
