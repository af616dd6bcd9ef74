import { standingOf } from './standing';

const APPLIED_AT = new Date('2026-03-01T12:00:00Z');
const ACTIVATED_AT = new Date('2026-03-01T13:00:00Z');
const DECIDED_AT = new Date('2026-03-02T09:00:00Z');
const EXPIRES_AT = new Date('2026-03-02T12:00:00Z');
const SOON = new Date('2026-03-02T11:59:59.999Z');
const LATER = new Date('2026-03-09T12:00:00Z');

const TICKET = { appliedAt: APPLIED_AT, linkExpiresAt: EXPIRES_AT };
const WAITING = { status: 'not_activated', wording: 'not_activated', since: APPLIED_AT, linkExpiresAt: EXPIRES_AT };

describe('a ticket', () => {
  it('without an application behind it looks like one that waits for activation', () => {
    expect(standingOf(TICKET, null, SOON)).toEqual(WAITING);
  });

  it.each(['not_activated', 'not_approved'])('of an address never confirmed looks the same, also when it is %s', (status) => {
    const application = { status, activatedAt: null, decidedAt: DECIDED_AT };
    expect(standingOf(TICKET, application, SOON)).toEqual(standingOf(TICKET, null, SOON));
    expect(standingOf(TICKET, application, LATER)).toEqual(standingOf(TICKET, null, LATER));
  });

  it('says when the link of the first mail has expired, at that moment', () => {
    expect(standingOf(TICKET, null, EXPIRES_AT)).toEqual({ ...WAITING, wording: 'link_expired' });
  });

  it.each([
    ['unapproved', null, ACTIVATED_AT],
    ['approved', DECIDED_AT, DECIDED_AT],
    ['not_approved', DECIDED_AT, DECIDED_AT],
    ['approved', null, ACTIVATED_AT],
  ])('of a confirmed address tells the truth: %s', (status, decidedAt, since) => {
    expect(standingOf(TICKET, { status, activatedAt: ACTIVATED_AT, decidedAt }, LATER)).toEqual({
      status,
      wording: status,
      since,
      linkExpiresAt: null,
    });
  });
});
