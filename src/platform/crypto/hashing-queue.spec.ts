import { HashingQueue } from './hashing-queue';

const PLACES = { atOnce: 2, mostWaiting: 3, longestWaitInMs: 5000 };
const NOBODY_LEFT = () => true;
const STILL_THERE = () => false;

/** Work that ends when the test says so. */
function setup() {
  const queue = new HashingQueue(PLACES);
  const begun: string[] = [];
  const end = new Map<string, () => void>();
  const ask = (name: string, isAbandoned = STILL_THERE): Promise<string> =>
    queue
      .run(() => {
        begun.push(name);
        return new Promise<string>((resolve) => {
          end.set(name, () => {
            resolve('done');
          });
        });
      }, isAbandoned)
      .catch((error: unknown) => (error as { code: string }).code);
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 10; i += 1) await Promise.resolve();
  };
  const finish = async (name: string): Promise<void> => {
    await settle();
    end.get(name)?.();
    await settle();
  };
  return { queue, begun, ask, finish, settle };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('does so much at once, and the rest in the order of coming', async () => {
  const { queue, begun, ask, finish, settle } = setup();
  const all = ['a', 'b', 'c', 'd'].map((name) => ask(name));
  await settle();
  expect(begun).toEqual(['a', 'b']);
  expect(queue.waiting).toBe(2);
  await finish('b');
  expect(begun).toEqual(['a', 'b', 'c']);
  for (const name of ['a', 'c', 'd']) await finish(name);
  expect(await Promise.all(all)).toEqual(['done', 'done', 'done', 'done']);
  expect(queue.refused).toBe(0);
});

it('turns away at once who comes when too many wait, and takes the next when there is room again', async () => {
  const { queue, begun, ask, finish } = setup();
  for (const name of ['a', 'b', 'c', 'd', 'e']) void ask(name);
  expect(await ask('f')).toBe('overloaded');
  expect(queue.refused).toBe(1);
  await finish('a');
  void ask('g');
  for (const name of ['b', 'c', 'd', 'e']) await finish(name);
  expect(begun).toEqual(['a', 'b', 'c', 'd', 'e', 'g']);
});

it('does not begin what has waited too long', async () => {
  const { begun, ask, finish } = setup();
  void ask('a');
  void ask('b');
  const late = ask('late');
  jest.advanceTimersByTime(PLACES.longestWaitInMs - 1000);
  const intime = ask('in time');
  jest.advanceTimersByTime(1500);
  await finish('a');
  expect(await late).toBe('overloaded');
  await finish('in time');
  expect(await intime).toBe('done');
  expect(begun).toEqual(['a', 'b', 'in time']);
});

it('does not begin what nobody waits for any more', async () => {
  const { begun, ask, finish } = setup();
  void ask('a');
  void ask('b');
  void ask('gone', NOBODY_LEFT);
  void ask('there');
  await finish('a');
  expect(begun).toEqual(['a', 'b', 'there']);
});

it('goes on after work that failed', async () => {
  const queue = new HashingQueue({ ...PLACES, atOnce: 1 });
  const failing = queue.run(() => Promise.reject(new Error('no')), STILL_THERE);
  const next = queue.run(() => Promise.resolve('done'), STILL_THERE);
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
});
