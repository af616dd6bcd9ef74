import { ValidationFailed } from '../../platform/problem/validation-failed';
import { ensureOneWay } from './selection-wish';

const faultsOf = (wish: Parameters<typeof ensureOneWay>[0]): unknown => {
  try {
    ensureOneWay(wish);
    return [];
  } catch (error) {
    return (error as ValidationFailed).errors.map(({ pointer, fault }) => `${pointer} ${fault.code}`);
  }
};

describe('a selection of applications', () => {
  it.each<[string, Parameters<typeof ensureOneWay>[0], string[]]>([
    ['ids', { ids: ['1'] }, []],
    ['a filter with the count that was seen', { filter: {}, expectedCount: 0 }, []],
    ['a filter, a count and by how much it may differ', { filter: {}, expectedCount: 9, tolerance: 1 }, []],
    ['nothing', {}, ['#/selection/ids required']],
    ['a count alone', { expectedCount: 1 }, ['#/selection/ids required']],
    ['a filter without a count', { filter: {} }, ['#/selection/expectedCount required']],
    ['ids and a filter', { ids: ['1'], filter: {} }, ['#/selection/filter not-together']],
    [
      'ids and a count',
      { ids: ['1'], expectedCount: 1, tolerance: 0 },
      ['#/selection/expectedCount not-together', '#/selection/tolerance not-together'],
    ],
  ])('is made of %s', (_what, wish, faults) => {
    expect(faultsOf(wish)).toEqual(faults);
  });
});
