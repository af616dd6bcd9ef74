import { ensureAsExpected, isOver, JOB_STATES, pauseAfter } from './decision-job';
import { countedIn, NONE_YET } from './outcome';

describe('a selection', () => {
  it.each([
    [5, 5, 0, true],
    [4, 5, 0, false],
    [6, 5, 0, false],
    [4, 5, 1, true],
    [6, 5, 1, true],
    [7, 5, 1, false],
    [0, 0, 0, true],
    [1, 0, 0, false],
  ])('of %i, when %i were seen and %i may differ, is accepted: %p', (present, expected, tolerance, isAccepted) => {
    const ensure = (): void => {
      ensureAsExpected(present, expected, tolerance);
    };
    if (isAccepted) {
      expect(ensure).not.toThrow();
    } else {
      expect(ensure).toThrow(expect.objectContaining({ code: 'selection-changed', facts: { expected, present } }) as Error);
    }
  });
});

describe('a job', () => {
  it('is over once it is finished, cancelled or given up', () => {
    expect(JOB_STATES.filter(isOver)).toEqual(['finished', 'cancelled', 'failed']);
  });

  it('that fails is tried again after longer and longer pauses, and given up after five', () => {
    expect([1, 2, 3, 4, 5].map(pauseAfter)).toEqual([5000, 10_000, 20_000, 40_000, null]);
  });

  it('counts what became of each application', () => {
    const first = countedIn(NONE_YET, ['approved', 'approved', 'not_found']);
    expect(countedIn(first, ['approved'])).toEqual({ ...NONE_YET, approved: 3, not_found: 1 });
    expect(NONE_YET.approved).toBe(0);
  });
});
