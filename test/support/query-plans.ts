import { type DataSource } from 'typeorm';
import { isSqlite } from '../../src/platform/database/engine';

interface MysqlStep {
  readonly table: string | null;
  readonly type: string | null;
  readonly key: string | null;
  readonly ref: string | null;
  readonly Extra: string;
}

const isDerived = (table: string | null): boolean => table === null || /^<(derived|union)/.test(table);

/** What the plan of a statement does that would take longer the more rows there are; what comes by an index that `maySort` names may be sorted. */
export async function faultsOfPlan(
  dataSource: DataSource,
  sql: string,
  values: unknown[],
  maySort: RegExp = /^$/,
): Promise<string[]> {
  if (isSqlite(dataSource)) {
    const plan = await dataSource.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`, values);
    return plan
      .map(({ detail }) => detail)
      .filter((detail) => /^SCAN (?!(found|part\d+|CONSTANT ROW|\(subquery)\b)|AUTOMATIC|[(]siteId=[?][)]/.test(detail));
  }
  const plan = await dataSource.query<MysqlStep[]>(`EXPLAIN ${sql}`, values);
  return plan
    .filter(({ table }) => !isDerived(table))
    .filter(
      ({ type, key, ref, Extra }) =>
        !['range', 'ref', 'eq_ref', 'const'].includes(type ?? '') ||
        key === null ||
        ref === 'const' || // The site alone.
        (Extra.includes('filesort') && !maySort.test(key)),
    )
    .map((step) => JSON.stringify(step));
}
