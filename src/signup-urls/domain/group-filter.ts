import { Findings, type JsonObject, type Path } from '../../platform/problem/findings';

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

/** A filter in a body; archived groups take no part. What is wrong with it is noted in `findings`. */
export function readFilter(value: unknown, path: Path, findings: Findings): GroupFilter {
  const sent = findings.object(path, value, ['name', 'code', 'status']) ?? {};
  const name = readSearch(sent, 'name', { path, findings });
  const code = readSearch(sent, 'code', { path, findings });
  const { status } = sent;
  const known = GROUP_STATUSES.find((each) => each === status);
  if (status !== undefined && known === undefined) {
    findings.add([...path, 'status'], 'not-one-of', { allowed: GROUP_STATUSES.join(', ') });
  }
  return {
    archived: false,
    ...(name !== undefined && { name }),
    ...(code !== undefined && { code }),
    ...(known !== undefined && { status: known }),
  };
}

function readSearch(
  sent: JsonObject,
  member: string,
  { path, findings }: { path: Path; findings: Findings },
): string | undefined {
  if (sent[member] === undefined) {
    return undefined;
  }
  const text = findings.text([...path, member], sent[member] ?? undefined);
  if (text !== undefined && text.length > LONGEST_SEARCH) {
    findings.add([...path, member], 'too-long', { maximum: LONGEST_SEARCH });
  }
  return text;
}
