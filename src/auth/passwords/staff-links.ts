import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock, HOURS, later } from '../../platform/clock/clock';
import { Keys } from '../../platform/crypto/keys';
import { openReferenceToken, type Reference } from '../../platform/crypto/reference-token';
import { type Tx } from '../../platform/database/transactions';
import { Ids } from '../../platform/ids/ids';
import { DomainError } from '../../platform/problem/domain-error';
import { type LinkPurpose, StaffLink } from './staff-link.entity';

/** How long mailed links count, in hours. */
export const LINK_LIFE_IN_HOURS: Readonly<Record<LinkPurpose, number>> = { invitation: 72, 'password-reset': 1 };

/** The links that staff choose a password with. They are made of a reference when the mail is sent (ADR 0004). */
@Injectable()
export class StaffLinks {
  constructor(
    private readonly dataSource: DataSource,
    private readonly keys: Keys,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** A new link, in the place of an older one for the same purpose. */
  async make(tx: Tx, staffId: string, purpose: LinkPurpose): Promise<Reference> {
    const now = this.clock.now();
    const expiresAt = later(now, LINK_LIFE_IN_HOURS[purpose] * HOURS);
    const id = this.ids.at(now);
    await tx.upsert(StaffLink, { id, staffId, purpose, expiresAt }, ['staffId', 'purpose']);
    return { siteId: staffId, id, generation: 0 };
  }

  /** The link behind a token. Throws `password-link-not-valid`; which of the reasons it is, is not said. */
  async get(token: string, manager: EntityManager = this.dataSource.manager): Promise<StaffLink> {
    const reference = openReferenceToken(this.keys.accepted('staff-links'), token);
    const link = reference === null ? null : await manager.findOneBy(StaffLink, { id: reference.id });
    if (link === null || link.staffId !== reference?.siteId || link.expiresAt <= this.clock.now()) {
      throw new PasswordLinkNotValid();
    }
    return link;
  }

  /** Uses the link up, and with it the person's others. Throws `password-link-not-valid` when somebody was faster. */
  async use(tx: Tx, { id, staffId }: StaffLink): Promise<void> {
    if ((await tx.delete(StaffLink, { id, staffId })).affected !== 1) {
      throw new PasswordLinkNotValid();
    }
    await this.withdraw(tx, staffId);
  }

  /** None of the person's links counts any more. */
  async withdraw(tx: Tx, staffId: string): Promise<void> {
    await tx.delete(StaffLink, { staffId });
  }
}

class PasswordLinkNotValid extends DomainError {
  constructor() {
    super('password-link-not-valid', 'The link has been used, replaced by a newer one, or is too old. Ask for another.');
  }
}
