import { Injectable } from '@nestjs/common';
import { type Operation, scopeAllows } from '../../platform/access/rights';
import { type SiteAccess } from '../../platform/access/staff-access';
import { Clock, later, MINUTES } from '../../platform/clock/clock';
import { Transactions } from '../../platform/database/transactions';
import { type RequestOrigin } from '../../platform/http/request-origin';
import { Log } from '../../platform/logging/log';
import { DomainError } from '../../platform/problem/domain-error';
import { ApiKeyStore, type KnownKey } from './api-key.store';
import { isSameHash, readApiKey } from './api-key-text';

const NOTED_EVERY = 1 * MINUTES;

/** Whether a request with an API key may do what it asks: looked up at this moment, as for staff. */
@Injectable()
export class ApiKeyAccess {
  constructor(
    private readonly keys: ApiKeyStore,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /**
   * Throws `unauthenticated`; `site-not-found` on any site but the key's own; `forbidden` for what its scopes do not
   * include, and wherever the path names no site.
   */
  async ensure(text: string, right: Operation, slug: string | undefined): Promise<Omit<SiteAccess, keyof RequestOrigin>> {
    const key = await this.find(text, slug ?? '');
    if (slug !== undefined && key.pathSiteId !== key.siteId) {
      throw new DomainError('site-not-found', 'There is no such site.');
    }
    if (slug === undefined || !key.scopes.some((scope) => scopeAllows(scope, right))) {
      throw new DomainError('forbidden', 'The scopes of this API key do not include this operation.');
    }
    await this.noteUse(key);
    const { id: staffId, name, siteId, scopes } = key;
    return { staffId, name, email: '', roles: [], scopes, siteId };
  }

  private async find(text: string, slug: string): Promise<KnownKey> {
    const read = readApiKey(text);
    const key = read === null ? null : await this.keys.findForPath(read.id, slug);
    if (read === null || key === null || !isSameHash(key.secretHash, read.secretHash) || key.expiresAt <= this.clock.now()) {
      throw new DomainError('unauthenticated', 'This API key is not valid: unknown, revoked or expired.');
    }
    return key;
  }

  // For people to see which keys are in use; not worth failing a request for.
  private async noteUse({ id, lastUsedAt }: KnownKey): Promise<void> {
    const now = this.clock.now();
    const unlessSince = later(now, -NOTED_EVERY);
    if (lastUsedAt !== null && lastUsedAt >= unlessSince) {
      return;
    }
    try {
      await this.transactions.run((tx) => this.keys.noteUse(tx, id, now, unlessSince));
    } catch (error) {
      this.log.warn('the use of an API key could not be noted', { apiKeyId: id, err: error });
    }
  }
}
