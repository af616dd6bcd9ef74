import { type Decidable, type Decision, judge } from './decision';

// Written by hand from the design: what is due when a reviewer decides.
const EXPECTED = `
                            | approve   | approve, reconsidering | decline
 not_activated              | too early | too early              | decide
 unapproved                 | decide    | decide                 | decide
 approved                   | repeat    | repeat                 | decided
 not_approved               | decided   | decide                 | repeat
 not_approved, unconfirmed  | decided   | too early              | repeat
`;

const REFUSALS: Readonly<Record<string, string>> = { 'too early': 'application-not-activated', decided: 'already-decided' };

describe('a decision', () => {
  it.each(cells(EXPECTED))('%s, %s: %s', (status, wish, expected) => {
    const decision: Decision = wish === 'decline' ? 'decline' : 'approve';
    const decide = (): unknown => judge(decision, found(status), wish.includes('reconsidering'));
    const refusal = REFUSALS[expected];
    if (refusal === undefined) {
      expect(decide()).toBe(expected);
    } else {
      expect(decide).toThrow(expect.objectContaining({ code: refusal }) as Error);
    }
  });

  it('that comes too late is told who decided what, and when', () => {
    expect(() => judge('decline', found('approved'))).toThrow(
      expect.objectContaining({
        facts: { status: 'approved', decidedBy: 'Robin', decidedAt: '2026-01-02T03:04:05.000Z' },
      }) as Error,
    );
  });
});

function found(label: string): Decidable {
  const [status = '', unconfirmed] = label.split(', ');
  return {
    status: status as Decidable['status'],
    activatedAt: status === 'not_activated' || unconfirmed !== undefined ? null : new Date('2026-01-01T00:00:00Z'),
    decidedAt: new Date('2026-01-02T03:04:05Z'),
    decidedBy: 'Robin',
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
