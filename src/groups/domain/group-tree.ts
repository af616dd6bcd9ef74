/** The most groups on one chain, from the top down, both ends counted. */
export const DEEPEST_GROUP = 20;

/** Who stands above whom, by LMS id; null: nobody. */
export type Parents = ReadonlyMap<string, string | null>;

/** Every group that is above itself. Not those that merely hang from a circle. */
export function groupsOnCircles(parents: Parents): Set<string> {
  const onCircles = new Set<string>();
  const seen = new Set<string>();
  for (const start of parents.keys()) {
    const path: string[] = [];
    const positions = new Map<string, number>();
    let at: string | null = start;
    while (at !== null && !seen.has(at)) {
      seen.add(at);
      positions.set(at, path.length);
      path.push(at);
      at = parents.get(at) ?? null;
    }
    const entrance = at === null ? undefined : positions.get(at);
    if (entrance !== undefined) {
      path.slice(entrance).forEach((group) => onCircles.add(group));
    }
  }
  return onCircles;
}

/** How many groups are on the chain that ends with each one, itself counted. There must be no circles. */
export function depthsOf(parents: Parents): Map<string, number> {
  const depths = new Map<string, number>();
  for (const start of parents.keys()) {
    const path: string[] = [];
    let at: string | null = start;
    while (at !== null && !depths.has(at)) {
      path.push(at);
      at = parents.get(at) ?? null;
    }
    let depth = at === null ? 0 : (depths.get(at) ?? 0);
    for (const group of path.reverse()) {
      depth += 1;
      depths.set(group, depth);
    }
  }
  return depths;
}
