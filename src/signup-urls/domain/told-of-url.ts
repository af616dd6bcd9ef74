import { type AuthenticationCode, comparableCode } from './authentication-code';

interface Options {
  readonly codeRequired: boolean;
  readonly codes: readonly AuthenticationCode[];
  readonly note: string | null;
  readonly endsAt: Date | null;
}

/** What the history tells of a URL's options. Codes are as good as passwords: it tells how many there are, and their labels. */
export function toldOf({
  codeRequired,
  codes,
  note,
  endsAt,
}: Options): Readonly<Record<string, string | number | boolean | null | readonly string[]>> {
  const live = codes.filter(({ removed }) => !removed);
  return {
    'authentication.required': codeRequired,
    'authentication.codes': live.length,
    'authentication.labels': live.flatMap(({ label }) => label ?? []),
    note,
    endsAt: endsAt === null ? null : endsAt.toISOString(),
  };
}

/** How many codes an edit added, took off and spelt anew: it may leave their number as it was. */
export function codesChanged(
  before: readonly AuthenticationCode[],
  after: readonly AuthenticationCode[],
): Readonly<Record<string, number>> {
  const codeOf = (codes: readonly AuthenticationCode[]): Map<string, string> =>
    new Map(codes.filter(({ removed }) => !removed).map(({ id, code }) => [id, code]));
  const [old, now] = [codeOf(before), codeOf(after)];
  const added = [...now.keys()].filter((id) => !old.has(id)).length;
  const removed = [...old.keys()].filter((id) => !now.has(id)).length;
  const changed = [...now].filter(([id, code]) => comparableCode(old.get(id) ?? code) !== comparableCode(code)).length;
  return {
    ...(added > 0 && { 'authentication.codesAdded': added }),
    ...(removed > 0 && { 'authentication.codesRemoved': removed }),
    ...(changed > 0 && { 'authentication.codesChanged': changed }),
  };
}
