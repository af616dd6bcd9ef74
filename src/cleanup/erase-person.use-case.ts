import { Injectable } from '@nestjs/common';
import { type Application, ApplicationStore, byStaff, MoveApplication } from '../applications';
import { DecisionTraces } from '../approval';
import { checkEmailAddress } from '../identity';
import { type SiteAccess } from '../platform/access/staff-access';
import { Clock } from '../platform/clock/clock';
import { chunksOf } from '../platform/database/chunks';
import { Transactions, type Tx } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { ValidationFailed } from '../platform/problem/validation-failed';
import { changesBetween, deskStaff, SiteHistory } from '../site-history';
import { type Erasure, type ErasureSubject } from './erasure.entity';
import { ErasureStore } from './erasure.store';
import { type ErasureView } from './erasure.read-model';

const ROWS_A_STATEMENT = 500;

/**
 * An administrator removes everything there is of a person on their site: the
 * application, the account it has become, login ID and address, mails, and every
 * word in histories and decisions. In one transaction: an activation or a
 * decision at the same time comes before it and is erased as well, or after it
 * and finds nothing.
 *
 * Kept is a receipt that says how much there was, and nothing of whom.
 */
@Injectable()
export class ErasePerson {
  constructor(
    private readonly applications: ApplicationStore,
    private readonly moves: MoveApplication,
    private readonly decisions: DecisionTraces,
    private readonly erasures: ErasureStore,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** One application and the account it has become. Throws `application-not-found`. */
  byApplication(access: SiteAccess, id: string): Promise<ErasureView> {
    return this.transactions.run(async (tx) => {
      const application = await this.applications.getLocked(tx, access.siteId, id);
      return this.erase(tx, access, [application], 'application');
    });
  }

  /** All applications with an address, however it is spelt; none is no error. Throws `validation-failed` for what is no address. */
  byEmail(access: SiteAccess, email: string): Promise<ErasureView> {
    const checked = checkEmailAddress(email);
    if (!checked.ok) {
      throw new ValidationFailed([{ pointer: '#/email', fault: checked.fault }]);
    }
    const { key } = checked.value;
    return this.transactions.run(async (tx) => {
      const found = await this.applications.findAllOfAddressLocked(tx, access.siteId, key);
      return this.erase(tx, access, found, 'email');
    });
  }

  private async erase(tx: Tx, access: SiteAccess, found: readonly Application[], subject: ErasureSubject): Promise<ErasureView> {
    const { siteId, staffId, name, requestId } = access;
    let mails = 0;
    for (const some of chunksOf(found, ROWS_A_STATEMENT)) {
      mails += await this.moves.endMany(tx, some, 'erase', byStaff(staffId, requestId));
      await this.decisions.forgetWords(
        tx,
        siteId,
        some.map(({ id }) => id),
      );
    }
    const erasure = this.receipt({ siteId, erasedById: staffId, subject, mails }, found);
    await this.erasures.add(tx, erasure);
    await this.record(tx, access, erasure);
    return { erasure, erasedBy: name };
  }

  // As little as in the receipt: no entry is taken back by a later erasure.
  private record(tx: Tx, access: SiteAccess, { id, siteId, subject, applications, accounts, mails }: Erasure): Promise<void> {
    const [first] = applications;
    const aboutId = subject === 'application' && first !== undefined ? first.id : id;
    const changes = changesBetween({}, { receiptId: id, askedFor: subject, applications: applications.length, accounts, mails });
    return this.history.record(tx, { siteId, subject: 'erasure', event: 'erase', aboutId, by: deskStaff(access), changes });
  }

  private receipt(
    said: Pick<Erasure, 'siteId' | 'erasedById' | 'subject' | 'mails'>,
    applications: readonly Application[],
  ): Erasure {
    return {
      ...said,
      id: this.ids.next(),
      erasedAt: this.clock.now(),
      applications: applications.map(({ id, status, appliedAt }) => ({ id, status, appliedAt: appliedAt.toISOString() })),
      // What is approved has one, and nothing else has.
      accounts: applications.filter(({ status }) => status === 'approved').length,
    };
  }
}
