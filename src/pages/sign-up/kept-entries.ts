import { Injectable } from '@nestjs/common';
import { HOURS, SECONDS } from '../../platform/clock/clock';
import { Ids } from '../../platform/ids/ids';
import { type Exchange } from '../shared/exchange';
import { PageCookies } from '../shared/page-cookies';
import { type SignUpEntrance } from './sign-up-entrance';

// Browsers take 4,096 bytes with the name and all (RFC 6265bis §5.6), and proxies often no more than 8 KiB of cookies in one request.
const MOST_OF_A_COOKIE = 3_200;
const MOST_COOKIES = 2;

/** Somebody who comes back this late finds all they typed but the password. */
const KEPT_FOR_IN_SECONDS = (2 * HOURS) / SECONDS;

const ID = /^[\da-f-]{36}$/;

/**
 * Keeps sealed entries in the browser's cookies, each for a page of its own that
 * can be asked for as often as one likes: reloaded, left, and come back to. No
 * request but those for that page has the cookies, so any number of tabs can be.
 */
@Injectable()
export class KeptEntries {
  constructor(
    private readonly cookies: PageCookies,
    private readonly ids: Ids,
  ) {}

  /** The path of the page that shows them; null where they are too large for cookies. */
  keep(exchange: Exchange, entrance: SignUpEntrance, sealed: string): string | null {
    if (sealed.length > MOST_COOKIES * MOST_OF_A_COOKIE) {
      return null;
    }
    const path = pathOf(entrance, this.ids.next());
    for (let part = 0; part * MOST_OF_A_COOKIE < sealed.length; part += 1) {
      const value = sealed.slice(part * MOST_OF_A_COOKIE, (part + 1) * MOST_OF_A_COOKIE);
      this.cookies.set(exchange, `entries-${part}`, value, { path, lifeInSeconds: KEPT_FOR_IN_SECONDS });
    }
    return path;
  }

  /** What the browser keeps for the page it asks for; empty where that is nothing. */
  find({ request }: Exchange): string {
    const parts = Array.from({ length: MOST_COOKIES }, (_, part) => this.cookies.get(request, `entries-${part}`));
    return parts.join('');
  }

  /** They have been sent, or are of no use any more. */
  forget(exchange: Exchange, entrance: SignUpEntrance, id: string): void {
    if (ID.test(id)) {
      for (let part = 0; part < MOST_COOKIES; part += 1) {
        this.cookies.set(exchange, `entries-${part}`, '', { path: pathOf(entrance, id), lifeInSeconds: 0 });
      }
    }
  }
}

const pathOf = ({ path }: SignUpEntrance, id: string): string => `${path}/entries/${id}`;
