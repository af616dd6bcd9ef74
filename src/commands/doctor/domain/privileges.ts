/** What the service does at run time. */
export const RUN_TIME = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;

/** What migrations do besides. */
export const MIGRATING = ['CREATE', 'ALTER', 'DROP', 'INDEX', 'REFERENCES'] as const;

const GRANT = /^GRANT (?<privileges>.+?) ON (?<object>\S+) TO /;
// Allow nothing with the rows of a database.
const HARMLESS = ['USAGE', 'PROXY'];

/** What an account may do with one database. */
export interface Privileges {
  readonly granted: ReadonlySet<string>;
  /** ALL PRIVILEGES. */
  readonly isAll: boolean;
  /** There are grants that do not say themselves what they allow. */
  readonly hasRoles: boolean;
}

/**
 * Reads the lines of SHOW GRANTS. Grants on the whole server and on the
 * database count; those on single tables or columns do not: the tables of the
 * service come and go with its versions.
 */
export function privilegesOn(database: string, grants: readonly string[]): Privileges {
  const lines = grants.map((line) => GRANT.exec(line)?.groups);
  const ofDatabase = lines.filter((line) => isAbout(line?.['object'] ?? '', database));
  const granted = new Set(
    ofDatabase.flatMap((line) => (line?.['privileges'] ?? '').split(',').map((each) => each.trim().toUpperCase())),
  );
  const isAll = granted.has('ALL PRIVILEGES') || granted.has('ALL');
  return { granted, isAll, hasRoles: lines.includes(undefined) };
}

export function missing({ granted, isAll }: Privileges, needed: readonly string[]): string[] {
  return isAll ? [] : needed.filter((privilege) => !granted.has(privilege));
}

export function beyond({ granted, isAll }: Privileges, needed: readonly string[]): string[] {
  if (isAll) {
    return ['ALL PRIVILEGES'];
  }
  return [...granted]
    .filter((privilege) => !needed.includes(privilege) && !HARMLESS.some((each) => privilege.startsWith(each)))
    .sort();
}

/** A database in a grant is a pattern: `%` and `_` stand for others unless escaped. */
function isAbout(object: string, database: string): boolean {
  if (object === '*.*') {
    return true;
  }
  const pattern = /^`(?<name>.+)`\.\*$/.exec(object)?.groups?.['name']?.replaceAll('``', '`');
  return pattern !== undefined && asRegExp(pattern).test(database);
}

function asRegExp(pattern: string): RegExp {
  const parts = pattern.match(/\\[\s\S]|[\s\S]/g) ?? [];
  const source = parts.map((part) => (part === '%' ? '.*' : part === '_' ? '.' : literal(part.replace(/^\\(?=.)/, ''))));
  return new RegExp(`^${source.join('')}$`, 's');
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
