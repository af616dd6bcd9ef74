import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { findLocked, findShared } from '../platform/database/locks';
import { type Tx } from '../platform/database/transactions';
import { SignupUrl } from './signup-url.entity';
import { SignupUrlIsStale, SignupUrlNotFound } from './signup-url.errors';

@Injectable()
export class SignupUrlStore {
  constructor(private readonly dataSource: DataSource) {}

  findByKey(siteId: string, key: string): Promise<SignupUrl | null> {
    return this.dataSource.manager.findOneBy(SignupUrl, { siteId, key });
  }

  /** Of any site. */
  findAnywhere(key: string): Promise<SignupUrl | null> {
    return this.dataSource.manager.findOneBy(SignupUrl, { key });
  }

  /** Nobody changes the row until the transaction ends. */
  findShared(tx: Tx, siteId: string, id: string): Promise<SignupUrl | null> {
    return findShared(tx, SignupUrl, { siteId, id });
  }

  /** Throws `signup-url-not-found`. */
  async get(siteId: string, id: string, manager: EntityManager = this.dataSource.manager): Promise<SignupUrl> {
    return present(await manager.findOneBy(SignupUrl, { siteId, id }));
  }

  /** Throws `signup-url-not-found`. */
  async getLocked(tx: Tx, siteId: string, id: string): Promise<SignupUrl> {
    return present(await findLocked(tx, SignupUrl, { siteId, id }));
  }

  /** The groups of these URLs, by the id of the URL; one that there is not is missing. */
  async groupsOf(tx: Tx, siteId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const urls = await tx.find(SignupUrl, { where: { siteId, id: In([...ids]) }, select: { id: true, groupId: true } });
    return new Map(urls.map(({ id, groupId }) => [id, groupId]));
  }

  /** Writes an edited URL as the version after `seen`. Throws `version-stale` when somebody else did so first. */
  async replace(tx: Tx, seen: number, { siteId, id, ...url }: SignupUrl): Promise<void> {
    const { affected } = await tx.update(SignupUrl, { siteId, id, version: seen }, url);
    if (affected !== 1) {
      throw new SignupUrlIsStale();
    }
  }
}

function present(url: SignupUrl | null): SignupUrl {
  if (url === null) {
    throw new SignupUrlNotFound();
  }
  return url;
}
