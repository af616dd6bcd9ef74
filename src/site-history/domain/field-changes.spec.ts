import { changesBetween, type HistoryFields } from './field-changes';

describe('what changed', () => {
  it.each<[string, HistoryFields, HistoryFields, object[]]>([
    ['nothing', { a: 1, b: null, c: ['x'] }, { a: 1, b: null, c: ['x'] }, []],
    ['one of two', { a: 1, b: true }, { a: 2, b: true }, [{ field: 'a', from: 1, to: 2 }]],
    ['from nothing', { a: null }, { a: 'x' }, [{ field: 'a', from: null, to: 'x' }]],
    ['to nothing', { a: 'x' }, { a: null }, [{ field: 'a', from: 'x', to: null }]],
    [
      'the type alone',
      { a: 1, b: 0 },
      { a: '1', b: false },
      [
        { field: 'a', from: 1, to: '1' },
        { field: 'b', from: 0, to: false },
      ],
    ],
    ['a list', { a: ['x'] }, { a: ['x', 'y'] }, [{ field: 'a', from: ['x'], to: ['x', 'y'] }]],
    ['a list, to empty', { a: ['x'] }, { a: [] }, [{ field: 'a', from: ['x'], to: [] }]],
    [
      'everything, when it is new',
      {},
      { a: 1, b: null, c: false },
      [
        { field: 'a', from: null, to: 1 },
        { field: 'c', from: null, to: false },
      ],
    ],
    [
      'a field called like a built-in',
      { constructor: 'a' },
      { constructor: 'b' },
      [{ field: 'constructor', from: 'a', to: 'b' }],
    ],
  ])('is %s', (_what, before, after, changes) => {
    expect(changesBetween(before, after)).toEqual(changes);
  });
});
