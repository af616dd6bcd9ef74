import { PROBLEMS } from '../../platform/problem/problem-catalogue';

/** Every problem the service answers, as a page. */
export function problemsPage(): string {
  const rows = Object.entries(PROBLEMS).map(
    ([code, { status, title, meaning }]) => `| \`${code}\` | ${status} | ${title} | ${meaning} |`,
  );
  return [
    '# Problems',
    '',
    'Every error is `application/problem+json` (RFC 9457). Decide by `code`; it never changes its meaning.',
    '',
    '| code | status | title | meaning |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
