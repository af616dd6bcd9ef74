import fc from 'fast-check';
import { canonicalJson } from './canonical-json';

describe('canonical JSON', () => {
  it('does not depend on the order of members, at any depth', () => {
    const one = { b: 1, a: { d: [1, { y: 0, x: null }], c: 'z' } };
    const other = { a: { c: 'z', d: [1, { x: null, y: 0 }] }, b: 1 };
    expect(canonicalJson(one)).toBe(canonicalJson(other));
    expect(canonicalJson(one)).toBe('{"a":{"c":"z","d":[1,{"x":null,"y":0}]},"b":1}');
  });

  it('depends on the order of elements', () => {
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
  });

  it('means what it was made of', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
