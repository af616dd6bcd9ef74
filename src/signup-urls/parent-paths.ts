import { type DataSource } from 'typeorm';
import { places } from '../platform/database/raw-sql';

interface Ancestor {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
}

const SEPARATOR = ' / ';
// More than any site nests its groups; what is deeper, or a circle, is cut here.
const DEEPEST = 50;
const MOST_KEPT = 20_000;

/**
 * The names of the groups above a group: `Faculty / Year / Course`. Ancestors
 * are shared by many, so they are kept from batch to batch, some at the most;
 * only those not yet known are asked for, a level at a time.
 */
export class ParentPaths {
  private readonly known = new Map<string, Ancestor>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly siteId: string,
  ) {}

  /** The path above each of `parentIds`, itself included, by that id. */
  async of(parentIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (this.known.size > MOST_KEPT) {
      this.known.clear();
    }
    const unique = [...new Set(parentIds)];
    let level = unique;
    for (let depth = 0; level.length > 0 && depth < DEEPEST; depth += 1) {
      await this.learn(level.filter((id) => !this.known.has(id)));
      level = [...new Set(level.flatMap((id) => this.known.get(id)?.parentId ?? []))];
    }
    return new Map(unique.map((id) => [id, this.pathOf(id)]));
  }

  private async learn(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) {
      return;
    }
    const rows = await this.dataSource.manager.query<Ancestor[]>(
      `SELECT id, name, parentId FROM \`groups\` WHERE siteId = ? AND id IN (${places(ids)})`,
      [this.siteId, ...ids],
    );
    for (const { id, name, parentId } of rows) {
      this.known.set(id, { id, name, parentId });
    }
  }

  private pathOf(id: string): string {
    const names: string[] = [];
    const seen = new Set<string>();
    let at = this.known.get(id);
    while (at !== undefined && !seen.has(at.id) && names.length < DEEPEST) {
      seen.add(at.id);
      names.unshift(at.name);
      at = at.parentId === null ? undefined : this.known.get(at.parentId);
    }
    return names.join(SEPARATOR);
  }
}
