import { Injectable } from '@nestjs/common';
import { type Group, GroupStore } from '../groups';
import { Clock } from '../platform/clock/clock';
import { type Tx } from '../platform/database/transactions';
import { isLive } from './domain/signup-url-life';
import { SignupUrlNotValid } from './signup-url.errors';
import { type SignupUrl } from './signup-url.entity';
import { SignupUrlStore } from './signup-url.store';

/** A live sign-up URL, as an applicant comes in by it. */
export interface Entrance {
  readonly signupUrl: SignupUrl;
  /** Where who applies through it lands. */
  readonly group: Group;
}

/** The way in through a sign-up URL. */
@Injectable()
export class Entrances {
  constructor(
    private readonly signupUrls: SignupUrlStore,
    private readonly groups: GroupStore,
    private readonly clock: Clock,
  ) {}

  /** @throws `signup-url-not-valid` for a key that is unknown, stopped, past its end, or another site's, after the same work */
  async open(siteId: string, key: string): Promise<Entrance> {
    return this.entrance(siteId, key, await this.signupUrls.findByKey(siteId, key));
  }

  /** As {@link open}, for who has nothing but the key. */
  async openAnywhere(key: string): Promise<Entrance> {
    const signupUrl = await this.signupUrls.findAnywhere(key);
    return this.entrance(signupUrl?.siteId ?? key, key, signupUrl);
  }

  /**
   * To be asked in the transaction that stores an application, before anything else is locked: whoever stops the URL waits
   * for those on their way in, and once it is stopped nobody is let in any more. Throws `signup-url-not-valid`.
   */
  async holdOpen(tx: Tx, { siteId, id }: Pick<SignupUrl, 'siteId' | 'id'>): Promise<void> {
    const signupUrl = await this.signupUrls.findShared(tx, siteId, id);
    if (signupUrl === null || !isLive(signupUrl, this.clock.now())) {
      throw new SignupUrlNotValid();
    }
  }

  // Asks for a group in any case, so that asking takes the same time.
  private async entrance(siteId: string, key: string, signupUrl: SignupUrl | null): Promise<Entrance> {
    const group = await this.groups.find(siteId, signupUrl?.groupId ?? key);
    // The MySQL family ignores spaces at the end when it compares.
    if (signupUrl?.key !== key || group === null || !isLive(signupUrl, this.clock.now())) {
      throw new SignupUrlNotValid();
    }
    return { signupUrl, group };
  }
}
