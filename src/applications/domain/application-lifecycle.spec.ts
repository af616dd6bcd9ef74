import {
  APPLICATION_STATUSES,
  destinationOf,
  FIRST_STATUS,
  nextStatus,
  type ApplicationEvent,
  type ApplicationStatus,
} from './application-lifecycle';

// Written by hand from the design, not derived from the table: the rule is
// stated twice so that an accidental edit of one shows.
const EXPECTED = `
               | replace | disown  | expire  | erase   | forget  | resend        | remind        | activate   | activate_and_approve | approve  | decline
 not_activated | deleted | deleted | deleted | deleted | -       | not_activated | not_activated | unapproved | approved             | -        | not_approved
 unapproved    | -       | -       | -       | deleted | -       | -             | -             | -          | -                    | approved | not_approved
 not_approved  | -       | -       | -       | deleted | deleted | -             | -             | -          | -                    | approved | -
 approved      | -       | -       | -       | deleted | -       | -             | -             | -          | -                    | -        | -
`;

describe('the life of an application', () => {
  it.each(cells(EXPECTED))('%s --%s--> %s', (status, event, expected) => {
    if (expected === '-') {
      expect(() => destinationOf(status, event)).toThrow(`An application that is ${status} cannot ${event}.`);
    } else {
      expect(destinationOf(status, event)).toBe(expected);
    }
  });

  it('begins with waiting for activation', () => {
    expect(FIRST_STATUS).toBe('not_activated');
  });

  it('has no other status than those of the table', () => {
    expect(new Set(APPLICATION_STATUSES)).toEqual(new Set(cells(EXPECTED).map(([status]) => status)));
  });

  it('reaches a status where the move leads to one', () => {
    expect(nextStatus('unapproved', 'decline')).toBe('not_approved');
  });

  it('names the status and the event of a move that is not possible', () => {
    expect(() => nextStatus('approved', 'decline')).toThrow(
      expect.objectContaining({ code: 'transition-not-allowed', facts: { status: 'approved', event: 'decline' } }) as Error,
    );
  });
});

function cells(grid: string): [ApplicationStatus, ApplicationEvent, string][] {
  const [header = [], ...rows] = grid
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const events = header.filter((cell) => cell !== '') as ApplicationEvent[];
  return rows.flatMap(([status, ...targets]) =>
    targets.map((target, i): [ApplicationStatus, ApplicationEvent, string] => [
      status as ApplicationStatus,
      events[i] as ApplicationEvent,
      target,
    ]),
  );
}
