import { checkNotified, MOST_NOTIFIED } from './notified-of-applications';

const ANN = '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de';
const BEN = '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0df';
const STAFF = new Set([ANN, BEN]);

describe('who is notified of new applications', () => {
  it.each<[string, string[], string[]]>([
    ['the administrators', ['administrators'], ['administrators']],
    ['nobody', [], []],
    ['people by id', [ANN], [ANN]],
    ['both', [ANN, 'administrators'], [ANN, 'administrators']],
    ['the same people in another order', [BEN, ANN], [ANN, BEN]],
    ['somebody named twice', [BEN, BEN, ANN], [ANN, BEN]],
  ])('can be %s', (_who, value, list) => {
    expect(checkNotified(value, STAFF)).toEqual({ list, faults: [] });
  });

  it.each([null, 'administrators', ANN, 1, true, {}, { 0: ANN, length: 1 }])('is a list, not %j', (value) => {
    expect(checkNotified(value, STAFF).faults).toEqual([{ at: [], fault: { code: 'not-an-array' } }]);
  });

  it.each(['', 'administrator', 'Administrators', 'everybody', ANN.toUpperCase(), `${ANN},${BEN}`, ANN.slice(1), '__proto__'])(
    'is nobody who is not on the staff of the site: %j',
    (entry) => {
      expect(checkNotified([ANN, entry], STAFF).faults).toEqual([{ at: ['1'], fault: { code: 'not-on-staff' } }]);
    },
  );

  it('names every entry that is wrong', () => {
    expect(checkNotified([1, ANN, null, 'eve', [ANN], {}], STAFF).faults).toEqual([
      { at: ['0'], fault: { code: 'not-a-string' } },
      { at: ['2'], fault: { code: 'not-a-string' } },
      { at: ['3'], fault: { code: 'not-on-staff' } },
      { at: ['4'], fault: { code: 'not-a-string' } },
      { at: ['5'], fault: { code: 'not-a-string' } },
    ]);
  });

  it('is a list of bounded length', () => {
    expect(checkNotified(Array(MOST_NOTIFIED).fill(ANN), STAFF)).toEqual({ list: [ANN], faults: [] });
    expect(checkNotified(Array(MOST_NOTIFIED + 1).fill(ANN), STAFF).faults).toEqual([
      { at: [], fault: { code: 'too-many', facts: { maximum: MOST_NOTIFIED } } },
    ]);
  });

  it('fits its column with as many people as there may be', () => {
    const ids = Array.from({ length: MOST_NOTIFIED - 1 }, (_, i) => ANN.slice(0, -2) + String(i).padStart(2, '0'));
    const { list, faults } = checkNotified([...ids, 'administrators'], new Set(ids));
    expect(faults).toEqual([]);
    expect(list.join(',').length).toBeLessThanOrEqual(2000);
  });
});
