import { Injectable } from '@nestjs/common';
import { type Actor, type Application, ApplicationStore, MoveApplication } from '../applications';
import { DecisionTraces } from '../approval';
import { checkEmailAddress } from '../identity';
import { type SiteAccess } from '../platform/access/staff-access';
import { Clock } from '../platform/clock/clock';
import { chunksOf } from '../platform/database/chunks';
import { Transactions, type Tx } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { ValidationFailed } from '../platform/problem/validation-failed';
import { changesBetween, deskStaff, SiteHistory, THE_COMMAND_LINE } from '../site-history';
import { type Erasure, type ErasureSubject } from './erasure.entity';
import { ErasureStore } from './erasure.store';
import { type ErasureView } from './erasure.read-model';

const ROWS_A_STATEMENT = 500;

/** Who erases on a site: an administrator, or whoever has the command line, which has neither name nor request. */
export type Eraser =
  SiteAccess | { readonly siteId: string; readonly staffId: null; readonly name: null; readonly requestId: null };

/** Whom to erase: one application, or whoever has an address. */
export type ToErase = { readonly application: string } | { readonly email: string };

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
  byApplication(by: Eraser, id: string): Promise<ErasureView> {
    return this.execute(by, { application: id });
  }

  /** All applications with an address, however it is spelt; none is no error. Throws `validation-failed` for what is no address. */
  byEmail(by: Eraser, email: string): Promise<ErasureView> {
    return this.execute(by, { email });
  }

  /** The applications that would go now; erases nothing. Throws as erasing does. */
  preview(siteId: string, whom: ToErase): Promise<readonly Application[]> {
    const find = this.finder(siteId, whom);
    return this.transactions.run(find);
  }

  private execute(by: Eraser, whom: ToErase): Promise<ErasureView> {
    const find = this.finder(by.siteId, whom);
    return this.transactions.run(async (tx) => this.erase(tx, by, await find(tx), 'email' in whom ? 'email' : 'application'));
  }

  private finder(siteId: string, whom: ToErase): (tx: Tx) => Promise<readonly Application[]> {
    if ('application' in whom) {
      return async (tx) => [await this.applications.getLocked(tx, siteId, whom.application)];
    }
    const checked = checkEmailAddress(whom.email);
    if (!checked.ok) {
      throw new ValidationFailed([{ pointer: '#/email', fault: checked.fault }]);
    }
    const { key } = checked.value;
    return (tx) => this.applications.findAllOfAddressLocked(tx, siteId, key);
  }

  private async erase(tx: Tx, access: Eraser, found: readonly Application[], subject: ErasureSubject): Promise<ErasureView> {
    const { siteId, staffId, name, requestId } = access;
    const actor: Actor = { kind: staffId === null ? 'system' : 'staff', id: staffId, requestId };
    let mails = 0;
    for (const some of chunksOf(found, ROWS_A_STATEMENT)) {
      mails += await this.moves.endMany(tx, some, 'erase', actor);
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
  private record(tx: Tx, access: Eraser, { id, siteId, subject, applications, accounts, mails }: Erasure): Promise<void> {
    const [first] = applications;
    const aboutId = subject === 'application' && first !== undefined ? first.id : id;
    const changes = changesBetween({}, { receiptId: id, askedFor: subject, applications: applications.length, accounts, mails });
    const by = access.staffId === null ? THE_COMMAND_LINE : deskStaff(access);
    return this.history.record(tx, { siteId, subject: 'erasure', event: 'erase', aboutId, by, changes });
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
