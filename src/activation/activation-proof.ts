import { Injectable } from '@nestjs/common';
import { type Application, ApplicationTickets } from '../applications';
import { Clock } from '../platform/clock/clock';
import { PasswordHasher } from '../platform/crypto/password-hasher';
import { Transactions } from '../platform/database/transactions';
import { TargetLimits } from '../platform/rate-limits/target-limits';
import { ensureGranted } from '../platform/rate-limits/too-many-requests';
import { ActivationProofRequired, ActivationProofWrong } from './domain/activation.errors';

export interface Proof {
  readonly ticket?: string | undefined;
  readonly password?: string | undefined;
}

/**
 * Whether an application is one's own. A wrong proof does not burn the link,
 * but tries are limited for each application, so that who reads somebody's mail
 * cannot go through passwords. While they are used up, a right password is
 * answered like a wrong one; a right ticket always counts: nobody can guess
 * one, and nobody can shut out who has it.
 */
@Injectable()
export class ActivationProof {
  constructor(
    private readonly tickets: ApplicationTickets,
    private readonly passwords: PasswordHasher,
    private readonly limits: TargetLimits,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Throws `activation-proof-required`, `activation-proof-wrong`, `too-many-requests`. */
  async ensure(application: Application, { ticket, password }: Proof): Promise<void> {
    if (ticket === undefined && password === undefined) {
      throw new ActivationProofRequired();
    }
    if (ticket !== undefined && this.isTicketOf(application, ticket)) {
      return;
    }
    await this.takeTry(application);
    if (password === undefined || !(await this.passwords.matches(password.normalize('NFKC'), application.passwordHash))) {
      throw new ActivationProofWrong();
    }
  }

  private isTicketOf({ siteId, id }: Application, ticket: string): boolean {
    const opened = this.tickets.open(ticket);
    return opened !== null && opened.siteId === siteId && opened.applicationId === id;
  }

  // Before the password is looked at: of many tries at once no more are let through than of as many in a row.
  private async takeTry({ siteId, id: target }: Application): Promise<void> {
    const now = this.clock.now();
    const taken = await this.transactions.run((tx) => this.limits.take(tx, { siteId, kind: 'activation-proof', target }, now));
    ensureGranted(taken, now, 'Too many tries with this link. Wait a while, then try again: the link stays valid.');
  }
}
