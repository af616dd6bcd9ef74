import { ValidationFailed } from '../../platform/problem/validation-failed';
import { type DecisionWish, readWish } from './wish';

const CATALOGUE = [
  { key: 'full', text: { en: 'Full.', ja: '満席' } },
  { key: 'closed', text: { en: 'Closed.' } },
];

const wish = (said: Partial<DecisionWish>): DecisionWish => ({ kind: 'decline', notifyByEmail: true, ...said });

const faultsOf = (said: Partial<DecisionWish>): unknown => {
  try {
    readWish(wish(said), CATALOGUE);
    return [];
  } catch (error) {
    return (error as ValidationFailed).errors.map(({ pointer, fault }) => `${pointer} ${fault.code}`);
  }
};

describe('a reviewer’s wish', () => {
  it('has no reason and no note unless it is said', () => {
    expect(readWish(wish({}), CATALOGUE)).toEqual({
      kind: 'decline',
      notifyByEmail: true,
      reconsider: false,
      reason: null,
      note: null,
    });
  });

  it('has the reason that the key stands for, in all its languages', () => {
    expect(readWish(wish({ reasonKey: 'full' }), CATALOGUE).reason).toEqual({
      key: 'full',
      texts: { en: 'Full.', ja: '満席' },
    });
  });

  it('has a reason in the reviewer’s own words', () => {
    expect(readWish(wish({ reason: 'No.' }), CATALOGUE).reason).toEqual({ key: null, text: 'No.' });
  });

  it('has none where only blanks were said', () => {
    expect(readWish(wish({ reason: ' \n', note: '  ' }), CATALOGUE)).toMatchObject({ reason: null, note: null });
  });

  it.each<[string, Partial<DecisionWish>, string[]]>([
    ['both kinds of reason', { reason: 'No.', reasonKey: 'full' }, ['#/reasonKey not-together']],
    ['a reason that the site has not', { reasonKey: 'empty' }, ['#/reasonKey not-one-of']],
    ['to reconsider by declining', { reconsider: true }, ['#/reconsider unknown-field']],
    [
      'to approve for a reason',
      { kind: 'approve', reason: 'Yes.', reasonKey: 'full' },
      ['#/reason unknown-field', '#/reasonKey unknown-field'],
    ],
    ['a note with either', { kind: 'approve', note: 'Known to us.', reconsider: true }, []],
  ])('may contain: %s, found fault with: %s', (_what, said, faults) => {
    expect(faultsOf(said)).toEqual(faults);
  });
});
