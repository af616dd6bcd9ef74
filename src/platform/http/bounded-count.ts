/** How many there are; at the least so many, when not exact. */
export interface BoundedCount {
  readonly count: number;
  readonly exact: boolean;
}

/** The count to be told of `found`, which was counted up to one more than `most`. */
export function boundedCount(found: number, most: number): BoundedCount {
  return { count: Math.min(found, most), exact: found <= most };
}
