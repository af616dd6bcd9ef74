import { Injectable } from '@nestjs/common';
import { checkEmailAddress } from '../../identity';
import { MailOutbox } from '../../mail';
import { Clock } from '../../platform/clock/clock';
import { Transactions, type Tx } from '../../platform/database/transactions';
import { type Locale } from '../../platform/i18n';
import { Ids } from '../../platform/ids/ids';
import { THE_WHOLE_SERVICE } from '../../platform/ids/whole-service';
import { ValidationFailed } from '../../platform/problem/validation-failed';
import { SERVICE_NAME } from '../service-name';
import { StaffMailLimit } from '../staff-mail-limit';
import { type Staff } from '../staff.entity';
import { StaffStore } from '../staff.store';
import { LINK_LIFE_IN_HOURS, StaffLinks } from './staff-links';

/**
 * Somebody has forgotten their password, and is mailed a link to choose another.
 *
 * Whether somebody on the staff has the address shows neither in the outcome
 * nor in the time it takes: for all others the same is written, and undone at
 * once. The limit counts known and unknown addresses alike, and says nothing
 * when it is reached.
 */
@Injectable()
export class RequestPasswordReset {
  constructor(
    private readonly staff: StaffStore,
    private readonly links: StaffLinks,
    private readonly outbox: MailOutbox,
    private readonly limit: StaffMailLimit,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Throws `validation-failed`. */
  async execute(email: string, locale: Locale): Promise<void> {
    const checked = checkEmailAddress(email);
    if (!checked.ok) {
      throw new ValidationFailed([{ pointer: '#/email', fault: checked.fault }]);
    }
    const known = await this.staff.findByEmail(email);
    const isToBeWritten = known !== null && known.disabledAt === null;
    const person = isToBeWritten ? known : { id: this.ids.next(), name: 'Nobody', email: checked.value.asTyped };
    await this.transactions.run(async (tx) => {
      if ((await this.limit.take(tx, email, this.clock.now())).granted) {
        await this.transactions.nested(tx, async () => {
          await this.write(tx, person, locale);
          return isToBeWritten ? 'keep' : 'undo';
        });
      }
    });
  }

  private async write(tx: Tx, { id, name, email }: Pick<Staff, 'id' | 'name' | 'email'>, locale: Locale): Promise<void> {
    const staffLink = await this.links.make(tx, id, 'password-reset');
    const linkLifeInHours = String(LINK_LIFE_IN_HOURS['password-reset']);
    await this.outbox.enqueue(tx, {
      siteId: THE_WHOLE_SERVICE,
      applicationId: null,
      template: 'staff-password-reset',
      locale,
      to: email,
      params: { siteName: SERVICE_NAME, name, linkLifeInHours },
      staffLink,
    });
  }
}
