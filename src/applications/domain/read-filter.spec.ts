import { ValidationFailed } from '../../platform/problem/validation-failed';
import { type FilterInput, readFilter } from './read-filter';

const faultsOf = (input: FilterInput, pointer?: string): unknown => {
  try {
    readFilter(input, 'Asia/Tokyo', pointer);
    return [];
  } catch (error) {
    return error instanceof ValidationFailed ? error.errors : error;
  }
};

describe('a filter', () => {
  it.each<[FilterInput, object]>([
    [{}, {}],
    [{ status: ['approved', 'approved'] }, { statuses: ['approved'] }],
    [{ loginId: ' ＳＡＭ.Ex ' }, { loginId: 'sam.ex' }],
    [{ loginId: '50%_' }, { loginId: '50%_' }],
    [{ loginId: '   ' }, {}],
    [{ email: 'Sam@' }, { email: 'sam@' }],
    [{ email: 'Sam@Exam' }, { email: 'sam@exam' }],
    [{ email: '@Example.ORG' }, { email: '@example.org' }],
    [{ email: '@日本.example' }, { email: '@xn--wgv71a.example' }],
    [{ name: 'ﾀﾅｶ' }, { name: 'タナカ' }],
    [{ appliedFrom: '2026-04-01' }, { appliedFrom: new Date('2026-03-31T15:00:00Z') }],
    [{ appliedTo: '2026-04-01' }, { appliedBefore: new Date('2026-04-01T15:00:00Z') }],
    [
      { group: 'g', signupUrl: 'u', authenticationCode: 'c' },
      { groupId: 'g', signupUrlId: 'u', authenticationCodeId: 'c' },
    ],
    [
      { mailState: 'failed', decidedBy: 'service' },
      { mailState: 'failed', decidedById: 'service' },
    ],
  ])('%j', (input, filter) => {
    expect(readFilter(input, 'Asia/Tokyo')).toEqual({ statuses: [], ...filter });
  });

  it('names every day that is none, where it stands', () => {
    expect(faultsOf({ appliedFrom: '2026-02-30', appliedTo: 'soon' })).toEqual([
      { pointer: '#/appliedFrom', fault: { code: 'date-invalid' } },
      { pointer: '#/appliedTo', fault: { code: 'date-invalid' } },
    ]);
    expect(faultsOf({ appliedTo: '' }, '#/selection/filter')).toEqual([
      { pointer: '#/selection/filter/appliedTo', fault: { code: 'date-invalid' } },
    ]);
  });
});
