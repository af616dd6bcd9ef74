import { Injectable } from '@nestjs/common';
import { HOURS, SECONDS } from '../../platform/clock/clock';
import { type Exchange } from '../shared/exchange';
import { PageCookies } from '../shared/page-cookies';
import { SealedEntries } from '../shared/sealed-entries';
import { type SignUpEntrance } from './sign-up-entrance';

interface Sent {
  readonly path: string;
  readonly visit: string;
  readonly email: string;
}

/** As long as anything that was typed is kept in the browser: who goes back to that is told that it has been sent. */
const LIFE = 2 * HOURS;
const FOR_ANY_BROWSER = { purpose: 'sent-mails', browser: '' } as const;
// Beside what else is kept, one cookie holds so many of the longest addresses there are.
const MOST = 3;

/** Where the mails went, for the pages that say so: in a cookie, sealed, so that neither address bar nor log has it. */
@Injectable()
export class SentMail {
  constructor(
    private readonly cookies: PageCookies,
    private readonly entries: SealedEntries,
  ) {}

  keep(exchange: Exchange, { path }: SignUpEntrance, visit: string, email: string): void {
    const others = this.all(exchange).filter((sent) => sent.visit !== visit);
    const all: Sent[] = [{ path, visit, email }, ...others].slice(0, MOST);
    this.cookies.set(exchange, 'sent', this.entries.seal(FOR_ANY_BROWSER, all, LIFE), { lifeInSeconds: LIFE / SECONDS });
  }

  /** The address; null where nothing has been sent in that visit lately. */
  find(exchange: Exchange, { path }: SignUpEntrance, visit: string): string | null {
    return this.all(exchange).find((sent) => sent.path === path && sent.visit === visit)?.email ?? null;
  }

  private all({ request }: Exchange): readonly Sent[] {
    const opened = this.entries.open(FOR_ANY_BROWSER, this.cookies.get(request, 'sent') ?? '');
    return opened === null || opened.isExpired ? [] : (opened.value as readonly Sent[]);
  }
}
