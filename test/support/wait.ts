import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again until there is an answer, or fails saying what was waited for.
 * Tests wait for facts, never for a length of time.
 */
export async function waitFor<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
  withinSeconds = 20,
): Promise<T> {
  const deadline = performance.now() + withinSeconds * 1000;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (performance.now() > deadline) {
      throw new Error(`Waited ${withinSeconds} s in vain for ${what}.`);
    }
    await sleep(25);
  }
}

export { sleep };
