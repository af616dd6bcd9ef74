import { type MailParams } from './mail-templates';

/** What a letter that lists applications is made of: `names` says which, in the order of its `applications`. */
interface Naming {
  readonly params: MailParams;
  readonly names: readonly string[];
}

/**
 * The same letter without the applications of `gone`; null when it names none any more. Its count goes down with them, unless it is only
 * known to be at least so many (`10000+`).
 */
export function withoutThose<N extends Naming>(letter: N, gone: ReadonlySet<string>): N | null {
  const { applications, count } = letter.params;
  const stays = letter.names.map((id) => !gone.has(id));
  const names = letter.names.filter((_, i) => stays[i]);
  if (names.length === 0 || !Array.isArray(applications)) {
    return null;
  }
  const left = Number(count) - (letter.names.length - names.length);
  const params = {
    ...letter.params,
    applications: applications.filter((_, i) => stays[i]),
    ...(Number.isInteger(left) && { count: String(left) }),
  };
  return { ...letter, params, names };
}
