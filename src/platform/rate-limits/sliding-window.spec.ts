import fc from 'fast-check';
import { takeOne } from './sliding-window';

const NOON = new Date('2026-03-01T12:00:00.000Z');
const at = (seconds: number): Date => new Date(NOON.getTime() + seconds * 1000);
const THREE_A_MINUTE = { times: 3, withinMs: 60_000 };

describe('three a minute', () => {
  it('grants three, whenever they are asked for', () => {
    const first = takeOne([], THREE_A_MINUTE, at(0));
    const second = takeOne(first.moments, THREE_A_MINUTE, at(0));
    const third = takeOne(second.moments, THREE_A_MINUTE, at(59));
    expect([first, second, third]).toMatchObject([{ granted: true }, { granted: true }, { granted: true }]);
    expect(third.moments).toEqual([at(0), at(0), at(59)]);
  });

  it('refuses the fourth, and says when the first is a minute old', () => {
    expect(takeOne([at(0), at(10), at(20)], THREE_A_MINUTE, at(30))).toEqual({
      granted: false,
      retryAt: at(60),
      moments: [at(0), at(10), at(20)],
    });
  });

  it('grants the next at that moment, not a millisecond before', () => {
    const moments = [at(0), at(10), at(20)];
    expect(takeOne(moments, THREE_A_MINUTE, at(59.999)).granted).toBe(false);
    expect(takeOne(moments, THREE_A_MINUTE, at(60))).toEqual({
      granted: true,
      retryAt: null,
      moments: [at(10), at(20), at(60)],
    });
  });

  it('does not count what it refused', () => {
    const refused = takeOne([at(0), at(10), at(20)], THREE_A_MINUTE, at(59));
    expect(takeOne(refused.moments, THREE_A_MINUTE, at(61)).granted).toBe(true);
  });

  it('is not confused by another machine’s clock that is ahead, or by any order', () => {
    expect(takeOne([at(90), at(20), at(10)], THREE_A_MINUTE, at(30))).toMatchObject({ granted: false, retryAt: at(70) });
  });
});

describe('pauses that grow', () => {
  const TEN_WITH_PAUSES = { times: 10, withinMs: 300_000, pauses: { afterTries: 3, firstMs: 1000, longestMs: 10_000 } };

  /** How many seconds each of `tries` has to wait after the one before, when each comes as early as it may. */
  function waits(tries: number): number[] {
    let moments: Date[] = [];
    let now = at(0);
    return Array.from({ length: tries }, () => {
      const asked = now;
      const refused = takeOne(moments, TEN_WITH_PAUSES, now);
      now = refused.retryAt ?? now;
      ({ moments } = takeOne(moments, TEN_WITH_PAUSES, now));
      return (now.getTime() - asked.getTime()) / 1000;
    });
  }

  it('cost nothing at first, then twice as much each time, up to the longest, and then what the window costs', () => {
    expect(waits(11)).toEqual([0, 0, 0, 1, 2, 4, 8, 10, 10, 10, 255]);
  });

  it('count from the latest try, and are over to the millisecond', () => {
    const moments = [at(0), at(1), at(2), at(60)];
    expect(takeOne(moments, TEN_WITH_PAUSES, at(61.999))).toMatchObject({ granted: false, retryAt: at(62) });
    expect(takeOne(moments, TEN_WITH_PAUSES, at(62)).granted).toBe(true);
  });

  it('do not grow by what was refused', () => {
    const { moments } = takeOne([at(0), at(0), at(0)], TEN_WITH_PAUSES, at(0.5));
    expect(takeOne(moments, TEN_WITH_PAUSES, at(1)).granted).toBe(true);
  });

  it('are forgotten with the window', () => {
    expect(takeOne([at(0), at(0), at(0), at(0), at(0)], TEN_WITH_PAUSES, at(300)).granted).toBe(true);
  });
});

describe('any limit', () => {
  const asked = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 60 });

  it('never grants more in any period of its length, and remembers no more than it counts', () => {
    fc.assert(
      fc.property(asked, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 300 }), (seconds, times, within) => {
        const limit = { times, withinMs: within * 1000 };
        const granted: number[] = [];
        let moments: Date[] = [];
        for (const second of seconds.sort((a, b) => a - b)) {
          const taken = takeOne(moments, limit, at(second));
          moments = taken.moments;
          if (taken.granted) granted.push(second);
        }
        expect(moments.length).toBeLessThanOrEqual(times);
        for (const from of granted) {
          expect(granted.filter((second) => second >= from && second < from + within).length).toBeLessThanOrEqual(times);
        }
      }),
    );
  });

  it('keeps its word: what is asked for again at the time it named is granted', () => {
    fc.assert(
      fc.property(asked, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), (seconds, times, tries) => {
        const limit = { times, withinMs: 60_000, pauses: { afterTries: tries, firstMs: 3000, longestMs: 20_000 } };
        let moments: Date[] = [];
        for (const second of seconds.sort((a, b) => a - b)) {
          const taken = takeOne(moments, limit, at(second));
          moments = taken.moments;
          if (taken.retryAt !== null) expect(takeOne(moments, limit, taken.retryAt).granted).toBe(true);
        }
      }),
    );
  });
});
