import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { changesBetween, SiteHistory } from '../site-history';
import { codesAfter } from './domain/authentication';
import { readEdit, type WantedOptions } from './domain/options';
import { isLive } from './domain/signup-url-life';
import { codesChanged, toldOf } from './domain/told-of-url';
import { type OnSite } from './on-site';
import { SignupUrlIsStale, SignupUrlStopped } from './signup-url.errors';
import { type SignupUrl } from './signup-url.entity';
import { SignupUrlStore } from './signup-url.store';

export interface SignupUrlEdit {
  readonly id: string;
  /** The version that was read. */
  readonly seen: number;
  /** What was sent, of any shape. */
  readonly body: unknown;
}

/**
 * An administrator changes the codes and options of a live URL; its key stays.
 * A code that stays keeps its counts, one that is removed admits nobody any
 * more. Saving what is there already changes nothing.
 */
@Injectable()
export class EditSignupUrl {
  constructor(
    private readonly urls: SignupUrlStore,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Throws `signup-url-not-found`, `signup-url-stopped`, `version-stale`, `validation-failed`. */
  execute({ siteId, by }: OnSite, { id, seen, body }: SignupUrlEdit): Promise<SignupUrl> {
    return this.transactions.run(async (tx) => {
      const current = await this.urls.getLocked(tx, siteId, id);
      const now = this.clock.now();
      if (!isLive(current, now)) {
        throw new SignupUrlStopped();
      }
      if (current.version !== seen) {
        throw new SignupUrlIsStale();
      }
      const wanted = this.edited(current, readEdit(body, { now, codes: current.codes }));
      if (isSame(current, wanted)) {
        return current;
      }
      const changed = { ...wanted, version: seen + 1, updatedAt: now };
      await this.urls.replace(tx, seen, changed);
      const told = { signupUrlId: id, ...toldOf(changed), ...codesChanged(current.codes, changed.codes) };
      const about = { siteId, subject: 'signup-url', aboutId: id } as const;
      await this.history.record(tx, { ...about, event: 'edit', by, changes: changesBetween(toldOf(current), told) });
      return changed;
    });
  }

  private edited(current: SignupUrl, { authentication, note, endsAt }: WantedOptions): SignupUrl {
    return {
      ...current,
      codeRequired: authentication?.required ?? current.codeRequired,
      codes:
        authentication?.codes === undefined
          ? current.codes
          : codesAfter(authentication.codes, current.codes, () => this.ids.next()),
      note: note === undefined ? current.note : note,
      endsAt: endsAt === undefined ? current.endsAt : endsAt,
    };
  }
}

function isSame(one: SignupUrl, other: SignupUrl): boolean {
  return JSON.stringify(partsOf(one)) === JSON.stringify(partsOf(other));
}

// In one order of members, whoever wrote them.
function partsOf({ codeRequired, codes, note, endsAt }: SignupUrl): unknown {
  return [codeRequired, codes.map(({ id, code, label, removed }) => [id, code, label, removed]), note, endsAt];
}
