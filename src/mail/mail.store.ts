import { Injectable } from '@nestjs/common';
import { DataSource, In, LessThanOrEqual, MoreThan } from 'typeorm';
import { findAllLocked } from '../platform/database/locks';
import { type Tx } from '../platform/database/transactions';
import { type MailTemplate } from './domain/mail-templates';
import { Mail } from './mail.entity';

/** How a mail ended, or goes on. */
export type MailOutcome = Pick<Mail, 'state' | 'dueAt' | 'sentAt' | 'lastAnswer'>;

@Injectable()
export class MailStore {
  constructor(private readonly dataSource: DataSource) {}

  addAll(tx: Tx, mails: Mail[]): Promise<unknown> {
    return tx.insert(Mail, mails);
  }

  /**
   * What is due at `now`, oldest first: queued mails, and those whose worker
   * died (its lease is over). Nobody has claimed them yet: see {@link claim}.
   */
  due(now: Date, limit: number): Promise<Mail[]> {
    return this.dataSource.manager.find(Mail, {
      where: { state: In(['queued', 'sending']), dueAt: LessThanOrEqual(now) },
      order: { dueAt: 'ASC' },
      take: limit,
    });
  }

  /**
   * Takes `mail` for one courier until `leaseUntil`; null when another was
   * faster. The number of tries, counted up by each claim, is the fence: only
   * who made the latest claim can renew or settle it.
   */
  async claim(tx: Tx, mail: Mail, leaseUntil: Date): Promise<Mail | null> {
    const { siteId, id, state, tries } = mail;
    const claim = { state: 'sending', dueAt: leaseUntil, tries: tries + 1 } as const;
    const { affected } = await tx.update(Mail, { siteId, id, state, tries, dueAt: LessThanOrEqual(mail.dueAt) }, claim);
    return affected === 1 ? { ...mail, ...claim } : null;
  }

  /** Some mails that a fault has put off until after `now`: their keys. */
  putOff(now: Date, limit: number): Promise<Pick<Mail, 'siteId' | 'id'>[]> {
    return this.dataSource.manager.find(Mail, {
      select: { siteId: true, id: true },
      where: { state: 'queued', dueAt: MoreThan(now), tries: MoreThan(0) },
      order: { dueAt: 'ASC' },
      take: limit,
    });
  }

  /** Makes mails that wait due at once. */
  async bringForward(tx: Tx, mails: readonly Pick<Mail, 'siteId' | 'id'>[], now: Date): Promise<void> {
    for (const [siteId, ids] of idsBySite(mails)) {
      await tx.update(Mail, { siteId, id: In(ids), state: 'queued' }, { dueAt: now });
    }
  }

  async renew(tx: Tx, { siteId, id, tries }: Mail, leaseUntil: Date): Promise<void> {
    await tx.update(Mail, { siteId, id, state: 'sending', tries }, { dueAt: leaseUntil });
  }

  /**
   * Writes how a try ended; nothing, and answers false, if the claim has passed
   * to another or the mail is gone. What is over is forgotten but for its outcome.
   */
  async settle(tx: Tx, { siteId, id, tries }: Mail, outcome: MailOutcome): Promise<boolean> {
    const isOver = outcome.state === 'sent' || outcome.state === 'failed';
    const { affected } = await tx.update(
      Mail,
      { siteId, id, state: 'sending', tries },
      { ...outcome, ...(isOver && { recipient: null, params: null }) },
    );
    return affected === 1;
  }

  /** Makes a mail that waits due at `now`; false, when it does not wait (any more). */
  async makeDue(tx: Tx, siteId: string, id: string, now: Date): Promise<boolean> {
    const { affected } = await tx.update(Mail, { siteId, id, state: 'queued' }, { dueAt: now });
    return affected === 1;
  }

  /** Mails about these applications that are not on their way yet are not sent any more. */
  async withdraw(tx: Tx, siteId: string, applicationIds: readonly string[]): Promise<void> {
    await tx.delete(Mail, { siteId, applicationId: In([...applicationIds]), state: In(['queued', 'sending']) });
  }

  /** The mails of a site and template that are not over, locked until the transaction ends. */
  unsentOf(tx: Tx, siteId: string, template: MailTemplate): Promise<Mail[]> {
    return findAllLocked(tx, Mail, { siteId, template, state: In(['queued', 'sending']) }, { id: 'ASC' });
  }

  /** Gives a mail that is not over other contents; null: it is not sent any more. */
  async rewrite(tx: Tx, { siteId, id }: Mail, params: string | null): Promise<void> {
    await (params === null ? tx.delete(Mail, { siteId, id }) : tx.update(Mail, { siteId, id }, { params }));
  }

  /** As if there had never been a mail about them; answers how many there were. */
  async forget(tx: Tx, siteId: string, applicationIds: readonly string[]): Promise<number> {
    const { affected } = await tx.delete(Mail, { siteId, applicationId: In([...applicationIds]) });
    return affected ?? 0;
  }
}

function idsBySite(mails: readonly Pick<Mail, 'siteId' | 'id'>[]): ReadonlyMap<string, string[]> {
  const bySite = new Map<string, string[]>();
  for (const { siteId, id } of mails) {
    bySite.set(siteId, [...(bySite.get(siteId) ?? []), id]);
  }
  return bySite;
}
