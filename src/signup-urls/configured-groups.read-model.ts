import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { Group } from '../groups';
import { Clock } from '../platform/clock/clock';
import { chunksOf } from '../platform/database/chunks';
import { isLive } from './domain/signup-url-life';
import { SignupUrl } from './signup-url.entity';

/** A group as a file about its site tells of it. */
export interface ConfiguredGroup {
  readonly group: Group;
  readonly parentLmsId: string | null;
  /** The live one; null: none. */
  readonly url: SignupUrl | null;
}

const IDS_A_STATEMENT = 500;

/** The groups of a site with their live sign-up URLs, as they are set up: without counts and addresses. */
@Injectable()
export class ConfiguredGroupsReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  count(siteId: string): Promise<number> {
    return this.dataSource.manager.countBy(Group, { siteId });
  }

  /** All of them, in the order of the LMS's ids. As much memory as there are groups. */
  async all(siteId: string): Promise<ConfiguredGroup[]> {
    const groups = await this.dataSource.manager.findBy(Group, { siteId });
    const lmsIdOf = new Map(groups.map(({ id, lmsId }) => [id, lmsId]));
    const urls = await this.liveUrls(siteId, groups);
    return groups
      .toSorted((one, other) => (one.lmsId < other.lmsId ? -1 : 1))
      .map((group) => ({
        group,
        parentLmsId: group.parentId === null ? null : (lmsIdOf.get(group.parentId) ?? null),
        url: urls.get(group.id) ?? null,
      }));
  }

  private async liveUrls(siteId: string, groups: readonly Group[]): Promise<Map<string, SignupUrl>> {
    const now = this.clock.now();
    const found = new Map<string, SignupUrl>();
    const published = groups.filter(({ signupUrlStatus }) => signupUrlStatus === 'published').map(({ id }) => id);
    for (const ids of chunksOf(published, IDS_A_STATEMENT)) {
      const urls = await this.dataSource.manager.findBy(SignupUrl, { siteId, liveGroupId: In(ids) });
      urls.filter((url) => isLive(url, now)).forEach((url) => found.set(url.groupId, url));
    }
    return found;
  }
}
