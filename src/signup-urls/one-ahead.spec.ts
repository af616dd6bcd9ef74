import { setImmediate as turn } from 'node:timers/promises';
import { oneAhead } from './one-ahead';

describe('one ahead', () => {
  it('asks for the next one while the last one is used, and for no more', async () => {
    const asked: number[] = [];
    let closed = false;
    async function* numbers(): AsyncGenerator<number, void> {
      try {
        for (let n = 1; n <= 5; n += 1) {
          asked.push(n);
          yield await Promise.resolve(n);
        }
      } finally {
        closed = true;
      }
    }
    for await (const n of oneAhead(numbers())) {
      await turn();
      expect(asked.at(-1)).toBe(n + 1);
      if (n === 2) break;
    }
    expect([asked, closed]).toEqual([[1, 2, 3], true]);
  });

  it('yields all, then tells why there are no more', async () => {
    async function* failing(): AsyncGenerator<number, void> {
      yield await Promise.resolve(1);
      throw new Error('gone');
    }
    const got: number[] = [];
    const all = async (): Promise<void> => {
      for await (const n of oneAhead(failing())) {
        await turn();
        got.push(n);
      }
    };
    await expect(all()).rejects.toThrow('gone');
    expect(got).toEqual([1]);
  });
});
