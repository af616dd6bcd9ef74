import { Injectable } from '@nestjs/common';
import { ApplicationStore } from '../applications';
import { type BoundedCount, boundedCount } from '../platform/http/bounded-count';
import { type ListedMail, MAIL_STATES, MailList, type MailFilter, type MailState, type MailView } from '../mail';
import { placeIn, type TwoWayPage, twoWayPageOf } from '../platform/http/cursor';
import { RegistrationSettingsStore } from '../registration-settings';
import { judgeSendingAgain } from './domain/sending-again';
import { type MailFilterInput, readMailFilter } from './read-mail-filter';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const COUNTED_TO = 10_000;

/** A mail as the desk sees it. */
export type DeskMail = (ListedMail | MailView) & {
  /** Whether it could be sent again at this moment, but for limits. */
  readonly resendable: boolean;
};

export interface MailQuery {
  readonly siteId: string;
  readonly filter: MailFilterInput;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** What a site's staff ask about its mails. */
@Injectable()
export class MailDeskReadModel {
  constructor(
    private readonly mails: MailList,
    private readonly applications: ApplicationStore,
    private readonly settings: RegistrationSettingsStore,
  ) {}

  /** Newest first. Throws `validation-failed` for a cursor that is none, and for what is no day. */
  async page({ siteId, filter: input, limit, cursor }: MailQuery): Promise<TwoWayPage<DeskMail>> {
    const place = placeIn(cursor, UUID);
    const filter = await this.filterOf(siteId, input);
    const isBackwards = place?.backwards === true;
    const stretch = { order: isBackwards ? 'ASC' : 'DESC', size: limit + 1 } as const;
    const rows = await this.mails.rows(siteId, place === null ? filter : beyond(filter, place.key, isBackwards), stretch);
    const page = twoWayPageOf(rows, limit, place, ({ id }) => id);
    return { ...page, items: await this.seen(siteId, page.items) };
  }

  /** How many match in each state, whatever states are asked for. Throws `validation-failed`. */
  async counts(siteId: string, input: MailFilterInput): Promise<Record<MailState, BoundedCount>> {
    const filter = await this.filterOf(siteId, input);
    const counted = MAIL_STATES.map(async (state) => {
      const found = await this.mails.count(siteId, { ...filter, states: [state] }, COUNTED_TO + 1);
      return [state, boundedCount(found, COUNTED_TO)] as const;
    });
    return Object.fromEntries(await Promise.all(counted)) as Record<MailState, BoundedCount>;
  }

  private async seen(siteId: string, mails: readonly ListedMail[]): Promise<DeskMail[]> {
    const ids = [...new Set(mails.flatMap(({ applicationId }) => applicationId ?? []))];
    const standings = await this.applications.standingsOf(siteId, ids);
    const statuses = new Map(standings.map(({ id, status }) => [id, status]));
    return mails.map((mail) => ({
      ...mail,
      resendable: judgeSendingAgain(mail, statuses.get(mail.applicationId ?? '') ?? null).ok,
    }));
  }

  private async filterOf(siteId: string, input: MailFilterInput): Promise<MailFilter> {
    const asksForDays = input.queuedFrom !== undefined || input.queuedTo !== undefined;
    return readMailFilter(input, asksForDays ? (await this.settings.get(siteId)).timeZone : 'UTC');
  }
}

/** What lies behind the mail with this id, in either direction of a list whose newest come first. */
function beyond(filter: MailFilter, id: string, isBackwards: boolean): MailFilter {
  // An exclamation mark sorts before whatever an id is made of, and before its end in no other id.
  const [newer, older] = [`${id}!`, id];
  return isBackwards
    ? { ...filter, from: newer > filter.from ? newer : filter.from }
    : { ...filter, before: older < filter.before ? older : filter.before };
}
