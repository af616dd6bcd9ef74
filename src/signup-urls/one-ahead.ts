/** What `source` yields, in its order; the next one is asked for while the last one is used, and never more than that. */
export async function* oneAhead<T>(source: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  let next = source.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done === true) {
        return;
      }
      next = source.next();
      // Told when it is asked for; whoever stops listening is told nothing.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await source.return();
  }
}
