import { ValidationFailed } from '../problem/validation-failed';
import { keyIn, placeIn, twoWayPageOf, type TwoWayPage } from './cursor';

const KEY = /^\d+$/;

/** Reads `list`, whose keys go up, the way a store does. */
function read(list: readonly number[], limit: number, cursor?: string | null): TwoWayPage<number> {
  const place = placeIn(cursor ?? undefined, KEY);
  const key = Number(place?.key ?? -1);
  const rows = place?.backwards === true ? list.filter((each) => each < key).reverse() : list.filter((each) => each > key);
  return twoWayPageOf(rows.slice(0, limit + 1), limit, place, String);
}

/** `start`, and every page after it. */
function walk(
  list: readonly number[],
  start: TwoWayPage<number>,
  cursorOf: (page: TwoWayPage<number>) => string | null,
): TwoWayPage<number>[] {
  const cursor = cursorOf(start);
  return cursor === null ? [start] : [start, ...walk(list, read(list, 3, cursor), cursorOf)];
}

describe('a list that is read both ways', () => {
  it('has the same pages back as forth', () => {
    const list = Array.from({ length: 10 }, (_, i) => i);
    const forth = walk(list, read(list, 3), ({ nextCursor }) => nextCursor);
    expect(forth.map(({ items }) => items)).toEqual([[0, 1, 2], [3, 4, 5], [6, 7, 8], [9]]);
    expect(forth[0]?.previousCursor).toBeNull();
    const back = walk(list, forth.at(-1) as TwoWayPage<number>, ({ previousCursor }) => previousCursor);
    expect(back.map(({ items }) => items)).toEqual([[9], [6, 7, 8], [3, 4, 5], [0, 1, 2]]);
    expect(read(list, 3, back.at(-1)?.nextCursor).items).toEqual([3, 4, 5]);
  });

  it('shows what was there, though something came before it; that is on the page before', () => {
    const second = read([3, 4, 5, 6, 7, 8], 3, read([3, 4, 5, 6, 7, 8], 3).nextCursor);
    const first = read([1, 2, 3, 4, 5, 6, 7, 8], 3, second.previousCursor);
    expect(first.items).toEqual([3, 4, 5]);
    expect(read([1, 2, 3, 4, 5, 6, 7, 8], 3, first.previousCursor)).toMatchObject({ items: [1, 2], previousCursor: null });
  });

  it('refuses what is no cursor of its own, and one that looks back where lists only go forth', () => {
    const back = Buffer.from('<12').toString('base64url');
    expect(placeIn(back, KEY)).toEqual({ key: '12', backwards: true });
    expect(() => keyIn(back, KEY)).toThrow(ValidationFailed);
    for (const wrong of ['<<1', 'x', '<', '1<', '<1\n2', '']) {
      expect(() => placeIn(Buffer.from(wrong).toString('base64url'), KEY)).toThrow(ValidationFailed);
    }
  });
});
