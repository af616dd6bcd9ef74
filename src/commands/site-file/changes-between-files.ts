import { type SiteFile } from './site-file';

// Those whose members are told by a name of their own, not by their place.
const NAMES_IN_LISTS = ['key', 'lmsId'] as const;
const LONGEST_VALUE = 80;

/** Each single value, as JSON, by its path; and in which order lists with names have them. */
interface Read {
  readonly values: Map<string, string>;
  readonly orders: Map<string, readonly string[]>;
}

/** A line for each value that is new (+), gone (-) or another (~), with its path. None: nothing differs. */
export function changesBetweenFiles(before: SiteFile, after: SiteFile): string[] {
  const [was, is] = [read(before), read(after)];
  const gone = [...was.values]
    .filter(([path]) => !is.values.has(path) && !is.orders.has(path))
    .map(([path, value]) => `- ${path}: ${shown(value)}`);
  const come = [...is.values].flatMap(([path, value]) => {
    const old = was.values.get(path);
    if (old === undefined) {
      return was.orders.has(path) ? [] : [`+ ${path}: ${shown(value)}`];
    }
    return old === value ? [] : [`~ ${path}: ${shown(old)} → ${shown(value)}`];
  });
  const moved = [...is.orders].flatMap(([path, names]) => orderChange(path, was.orders.get(path) ?? [], names));
  return [...gone, ...come, ...moved];
}

function read(file: SiteFile): Read {
  const found: Read = { values: new Map(), orders: new Map() };
  readInto(found, file, '');
  return found;
}

function readInto(found: Read, value: unknown, path: string): void {
  if (Array.isArray(value)) {
    readList(found, value, path);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      readInto(found, member, path === '' ? key : `${path}.${key}`);
    }
  } else if (value !== undefined) {
    found.values.set(path, JSON.stringify(value));
  }
}

function readList(found: Read, list: readonly unknown[], path: string): void {
  const names = list.map(nameOf);
  if (list.length === 0 || names.includes(null)) {
    found.values.set(path, JSON.stringify(list));
    return;
  }
  const known = names.map(String);
  list.forEach((item, i) => {
    readInto(found, item, `${path}[${known[i] ?? ''}]`);
  });
  found.orders.set(path, known);
}

function nameOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) {
    return null;
  }
  const named = item as Readonly<Record<string, unknown>>;
  return NAMES_IN_LISTS.map((each) => named[each]).find((each) => typeof each === 'string') ?? null;
}

function orderChange(path: string, before: readonly string[], after: readonly string[]): string[] {
  const [was, is] = [new Set(before), new Set(after)];
  const old = before.filter((name) => is.has(name)).join(', ');
  const now = after.filter((name) => was.has(name)).join(', ');
  return old === now ? [] : [`~ ${path} (order): ${shown(old)} → ${shown(now)}`];
}

function shown(value: string): string {
  return value.length <= LONGEST_VALUE ? value : `${value.slice(0, LONGEST_VALUE).toWellFormed()}… (${value.length} characters)`;
}
