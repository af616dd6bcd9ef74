import { Faults, type JsonObject, type Path } from './faults';

/** As on the group: a live sign-up URL, had one, has never had one. */
export const GROUP_STATUSES = ['not_published', 'published', 'stopped'] as const;

export type GroupStatus = (typeof GROUP_STATUSES)[number];

/** Which groups of a site; all conditions together. What is not said does not matter. */
export interface GroupFilter {
  /** What the name begins with, whatever its case. */
  readonly name?: string;
  /** The whole code, whatever its case. */
  readonly code?: string;
  readonly status?: GroupStatus;
  readonly archived: boolean;
}

export const LONGEST_SEARCH = 60;

/** A filter in a body; archived groups take no part. What is wrong with it is noted in `faults`. */
export function readFilter(value: unknown, path: Path, faults: Faults): GroupFilter {
  const sent = faults.object(path, value, ['name', 'code', 'status']) ?? {};
  const name = readSearch(sent, 'name', { path, faults });
  const code = readSearch(sent, 'code', { path, faults });
  const { status } = sent;
  const known = GROUP_STATUSES.find((each) => each === status);
  if (status !== undefined && known === undefined) {
    faults.add([...path, 'status'], 'not-one-of', { allowed: GROUP_STATUSES.join(', ') });
  }
  return {
    archived: false,
    ...(name !== undefined && { name }),
    ...(code !== undefined && { code }),
    ...(known !== undefined && { status: known }),
  };
}

function readSearch(sent: JsonObject, member: string, { path, faults }: { path: Path; faults: Faults }): string | undefined {
  if (sent[member] === undefined) {
    return undefined;
  }
  const text = faults.text([...path, member], sent[member]);
  if (text !== undefined && text.length > LONGEST_SEARCH) {
    faults.add([...path, member], 'too-long', { maximum: LONGEST_SEARCH });
  }
  return text;
}
