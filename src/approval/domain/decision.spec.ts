import { type Decidable, judge } from './decision';

// Written by hand from the design: what is due when a reviewer decides.
const EXPECTED = `
                            | approve         | approve, reconsidering | decline
 not_activated              | not_activated   | not_activated          | decide
 unapproved                 | decide          | decide                 | decide
 approved                   | repeat          | repeat                 | already_decided
 not_approved               | already_decided | decide                 | repeat
 not_approved, unconfirmed  | already_decided | not_activated          | repeat
`;

describe('a decision', () => {
  it.each(cells(EXPECTED))('%s, %s: %s', (status, wish, expected) => {
    const kind = wish === 'decline' ? 'decline' : 'approve';
    expect(judge({ kind, reconsider: wish.includes('reconsidering') }, found(status))).toBe(expected);
  });
});

function found(label: string): Decidable {
  const [status = '', unconfirmed] = label.split(', ');
  return {
    status: status as Decidable['status'],
    activatedAt: status === 'not_activated' || unconfirmed !== undefined ? null : new Date('2026-01-01T00:00:00Z'),
  };
}

function cells(grid: string): [status: string, wish: string, expected: string][] {
  const [header = [], ...rows] = grid
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const wishes = header.filter((cell) => cell !== '');
  return rows.flatMap(([status = '', ...outcomes]) =>
    outcomes.map((outcome, i): [string, string, string] => [status, wishes[i] ?? '', outcome]),
  );
}
