import { RIGHTS, ROLES, type Role } from '../../platform/access/rights';

/** Who may do what, as a page. */
export function rightsPage(): string {
  const rows = Object.entries(RIGHTS).map(([operation, roles]) => {
    const allowed: readonly Role[] = roles;
    return `| \`${operation}\` | ${ROLES.map((role) => (allowed.includes(role) ? 'yes' : '')).join(' | ')} |`;
  });
  return ['# Rights', '', `| operation | ${ROLES.join(' | ')} |`, `|---|${ROLES.map(() => '---|').join('')}`, ...rows, ''].join(
    '\n',
  );
}
