import { Injectable } from '@nestjs/common';
import { HOURS, SECONDS } from '../../platform/clock/clock';
import { type Exchange } from '../shared/exchange';
import { PageCookies } from '../shared/page-cookies';
import { SealedEntries } from '../shared/sealed-entries';
import { type SignUpEntrance } from './sign-up-entrance';

interface Contents {
  readonly path: string;
  readonly email: string;
}

const LIFE = 1 * HOURS;
const FOR_ANY_BROWSER = { purpose: 'sent', browser: '' } as const;

/** Where the mail went, for the page that says so: in a cookie, sealed, so that neither address bar nor log has it. */
@Injectable()
export class SentMail {
  constructor(
    private readonly cookies: PageCookies,
    private readonly entries: SealedEntries,
  ) {}

  keep(exchange: Exchange, { path }: SignUpEntrance, email: string): void {
    const contents: Contents = { path, email };
    this.cookies.set(exchange, 'sent', this.entries.seal(FOR_ANY_BROWSER, contents, LIFE), LIFE / SECONDS);
  }

  /** The address; null where nothing has been sent from here lately. */
  find({ request }: Exchange, entrance: SignUpEntrance): string | null {
    const opened = this.entries.open(FOR_ANY_BROWSER, this.cookies.get(request, 'sent') ?? '');
    if (opened === null || opened.isExpired) {
      return null;
    }
    const { path, email } = opened.value as Contents;
    return path === entrance.path ? email : null;
  }
}
