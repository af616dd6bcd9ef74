const MINUTES = 60_000;
const HOURS = 60 * MINUTES;

/** Of a signing key, what its life hangs on. Keys come newest first, by `signsFrom`. */
export interface KeyTimes {
  readonly id: string;
  /** UTC. Before then the key is published, but nothing is signed with it. */
  readonly signsFrom: Date;
}

/**
 * How long a new key is published before it signs: who verifies tokens may keep
 * the JWK set for 5 minutes (its `max-age`), and a replica its keys for one.
 */
export const PUBLISHED_AHEAD_IN_MS = 10 * MINUTES;

/** How long a key that was replaced stays published: longer than any token of it lives, which is 15 minutes at the most. */
export const PUBLISHED_AFTER_IN_MS = 1 * HOURS;

/** The key to sign with at `now`: the newest whose time has come; when there is none such, the oldest. Undefined without keys. */
export function signingKey<Key extends KeyTimes>(newestFirst: readonly Key[], now: Date): Key | undefined {
  return newestFirst.find(({ signsFrom }) => signsFrom <= now) ?? newestFirst.at(-1);
}

/** The keys that tokens are verified with at `now`, newest first: all but those that were replaced long enough ago. */
export function publishedKeys<Key extends KeyTimes>(newestFirst: readonly Key[], now: Date): Key[] {
  return newestFirst.filter((_, index) => {
    const successor = newestFirst[index - 1];
    return successor === undefined || successor.signsFrom.getTime() + PUBLISHED_AFTER_IN_MS > now.getTime();
  });
}
