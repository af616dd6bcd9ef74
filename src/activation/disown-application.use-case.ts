import { Injectable } from '@nestjs/common';
import { ApplicationStore, byApplicant, MoveApplication } from '../applications';
import { Transactions } from '../platform/database/transactions';
import { ActivationLink } from './activation-link';
import { judgeDisowning } from './domain/link-state';

/** `nothing_waiting`: the application is gone already, or was declined; no account will come of it. */
export type Disowning = 'deleted' | 'nothing_waiting';

/**
 * The owner of the address says "this was not me": the application is deleted,
 * login ID and address are free again, and no further mail about it goes out.
 * The token of a mail is enough, as it was sent to nobody else.
 */
@Injectable()
export class DisownApplication {
  constructor(
    private readonly link: ActivationLink,
    private readonly applications: ApplicationStore,
    private readonly moves: MoveApplication,
    private readonly transactions: Transactions,
  ) {}

  /** Throws `activation-link-unknown`, `application-already-activated`. */
  execute(token: string, requestId: string): Promise<Disowning> {
    const { siteId, id } = this.link.read(token);
    return this.transactions.run(async (tx) => {
      const application = await this.applications.findLocked(tx, siteId, id);
      if (application === null || judgeDisowning(application) === 'nothing') {
        return 'nothing_waiting';
      }
      await this.moves.end(tx, application, 'disown', byApplicant(requestId));
      return 'deleted';
    });
  }
}
