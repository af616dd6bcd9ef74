import { type Answer, dataOf } from './problems.js';

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next one begins; null on the last. */
  readonly nextCursor: string | null;
}

/** Where a page begins, to be spread into the query; empty for the first. */
export interface At {
  readonly cursor?: string;
}

/**
 * Every item of a list, however many pages it has; a page is asked for when the one before has been gone through.
 *
 * `for await (const account of itemsOf((at) => client.GET('/v1/sites/{site}/accounts', { params: { path, query: { ...at } } })))`
 *
 * @throws ProblemAnswered when a page is answered with a problem
 */
export async function* itemsOf<Item>(pageAt: (at: At) => Promise<Answer<Page<Item>>>): AsyncGenerator<Item, void, undefined> {
  let at: At | null = {};
  while (at !== null) {
    const { items, nextCursor }: Page<Item> = await dataOf(pageAt(at));
    yield* items;
    at = nextCursor === null ? null : { cursor: nextCursor };
  }
}
