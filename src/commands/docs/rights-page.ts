import { RIGHTS, ROLES, type Role, SCOPES } from '../../platform/access/rights';

/** Who may do what, as a page. */
export function rightsPage(): string {
  const rows = Object.entries(RIGHTS).map(([operation, roles]) => {
    const allowed: readonly Role[] = roles;
    return `| \`${operation}\` | ${ROLES.map((role) => (allowed.includes(role) ? 'yes' : '')).join(' | ')} |`;
  });
  const scopes = Object.entries(SCOPES).map(
    ([scope, operations]) => `| \`${scope}\` | ${operations.map((each) => `\`${each}\``).join(', ')} |`,
  );
  return [
    '# Rights',
    '',
    'What each role may do; an administrator, reviewer or viewer on their own site. Everything else is refused.',
    '',
    `| operation | ${ROLES.join(' | ')} |`,
    `|---|${ROLES.map(() => '---|').join('')}`,
    ...rows,
    '',
    '## API keys',
    '',
    'What each scope of an API key allows, on the key’s own site.',
    '',
    '| scope | operations |',
    '|---|---|',
    ...scopes,
    '',
  ].join('\n');
}
