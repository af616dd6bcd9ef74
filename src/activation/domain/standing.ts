/** What an applicant's ticket says by itself. */
interface TicketFacts {
  readonly appliedAt: Date;
  /** Of the link in the first mail. */
  readonly linkExpiresAt: Date;
}

/** An application whose address has been confirmed. */
export interface ActivatedApplication {
  readonly status: string;
  readonly activatedAt: Date | null;
  readonly decidedAt: Date | null;
}

/** Where an application stands, as its applicant is told. */
export interface Standing {
  readonly status: 'not_activated' | 'unapproved' | 'approved' | 'not_approved';
  /** Which words fit. */
  readonly wording: StandingWording;
  readonly since: Date;
  /** Of the link in the first mail; null once the address is confirmed. */
  readonly linkExpiresAt: Date | null;
}

export type StandingWording = Standing['status'] | 'link_expired';

/**
 * What the holder of a ticket is told.
 *
 * As long as the address is not confirmed, all of it follows from the ticket:
 * whether there is an application behind it at all, whether another mail was
 * asked for, whether it was declined, disowned or replaced makes no difference.
 * Otherwise tickets would tell strangers which addresses are enrolled
 * (ADR 0010). Only the owner of the address can confirm it.
 */
export function standingOf(ticket: TicketFacts, activated: ActivatedApplication | null, now: Date): Standing {
  if (activated?.activatedAt == null) {
    const { appliedAt: since, linkExpiresAt } = ticket;
    return { status: 'not_activated', wording: linkExpiresAt <= now ? 'link_expired' : 'not_activated', since, linkExpiresAt };
  }
  const { status, activatedAt, decidedAt } = activated;
  return status === 'approved' || status === 'not_approved'
    ? { status, wording: status, since: decidedAt ?? activatedAt, linkExpiresAt: null }
    : { status: 'unapproved', wording: 'unapproved', since: activatedAt, linkExpiresAt: null };
}
