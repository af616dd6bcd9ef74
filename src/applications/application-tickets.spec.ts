import { type Config } from '../platform/config/config';
import { Keys } from '../platform/crypto/keys';
import { referenceToken } from '../platform/crypto/reference-token';
import { v7 } from 'uuid';
import { ApplicationTickets } from './application-tickets';

const APPLIED_AT = new Date('2026-03-01T12:00:00.123Z');

function setup(): { keys: Keys; tickets: ApplicationTickets; application: { siteId: string; id: string } } {
  const keys = new Keys({ secretKey: 'a secret of this test, long enough', previousSecretKey: null } as Config);
  const application = { siteId: v7(), id: v7({ msecs: APPLIED_AT.getTime() }) };
  return { keys, tickets: new ApplicationTickets(keys), application };
}

describe('a ticket', () => {
  it.each([1, 24, 168])('says by itself whose it is, when it was applied, and when the link of %i hours expires', (hours) => {
    const { tickets, application } = setup();
    expect(tickets.open(tickets.issue(application, hours))).toEqual({
      siteId: application.siteId,
      applicationId: application.id,
      appliedAt: APPLIED_AT,
      linkExpiresAt: new Date(APPLIED_AT.getTime() + hours * 3_600_000),
    });
  });

  it('cannot be made up, and no mailed link is one', () => {
    const { keys, tickets, application } = setup();
    const ticket = tickets.issue(application, 24);
    const link = referenceToken(keys.for('activation-link'), { ...application, generation: 24 });
    for (const forged of [
      link,
      '',
      'x'.repeat(80),
      `${ticket}A`,
      ticket.slice(1),
      (ticket[0] === 'A' ? 'B' : 'A') + ticket.slice(1),
    ]) {
      expect(tickets.open(forged)).toBeNull();
    }
  });
});
