import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { HOURS, later } from '../platform/clock/clock';
import { through } from '../platform/database/index-hints';
import { type Sql } from '../platform/database/raw-sql';
import { type BoundedCount, boundedCount } from '../platform/http/bounded-count';
import { idAt } from '../platform/ids/id-at';
import { allOf, isEqual } from './application-conditions';
import { type Application } from './application.entity';
import { ApplicationReadModel, type ListedView } from './application.read-model';

const SHOWN = 20;
const COUNTED_TO = 1000;
const NEAR = 24 * HOURS;

/** Applications that have something in common with one: the newest of them, and how many there are. */
export interface LookAlikes extends BoundedCount {
  readonly items: readonly ListedView[];
}

export interface RelatedApplications {
  /** Sent before, with the same address or login ID. */
  readonly earlier: readonly ListedView[];
  /** With another spelling of the same mailbox. */
  readonly sameMailbox: LookAlikes;
  /** From the same network, within 24 hours before or after. */
  readonly sameNetwork: LookAlikes;
}

/** What a reviewer should know beside an application: who may be the same person, or the same machine. */
@Injectable()
export class RelatedApplicationsReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly applications: ApplicationReadModel,
  ) {}

  async of(application: Application): Promise<RelatedApplications> {
    const [earlier, sameMailbox, sameNetwork] = await Promise.all([
      this.earlier(application),
      this.sameMailbox(application),
      this.sameNetwork(application),
    ]);
    return { earlier, sameMailbox, sameNetwork };
  }

  private async earlier({ siteId, id, emailKey, loginIdKey }: Application): Promise<ListedView[]> {
    const before = { text: 'id < ?', values: [id] };
    const [byEmail, byLoginId] = await Promise.all([
      this.newest(
        'ix_applications_email',
        [isEqual({ column: 'siteId', value: siteId }), isEqual({ column: 'emailKey', value: emailKey }), before],
        SHOWN,
      ),
      loginIdKey === null
        ? []
        : this.newest(
            'ix_applications_login_id',
            [isEqual({ column: 'siteId', value: siteId }), isEqual({ column: 'loginIdKey', value: loginIdKey }), before],
            SHOWN,
          ),
    ]);
    const newest = [...new Set([...byEmail, ...byLoginId])].sort().reverse().slice(0, SHOWN);
    return this.applications.listed(siteId, newest);
  }

  // The same spelling of the address is among the earlier ones already.
  private sameMailbox({ siteId, id, emailKey, canonicalEmailKey }: Application): Promise<LookAlikes> {
    const other = { text: 'id <> ? AND emailKey <> ?', values: [id, emailKey] };
    return this.lookAlikes(siteId, 'ix_applications_mailbox', [
      isEqual({ column: 'canonicalEmailKey', value: canonicalEmailKey }),
      other,
    ]);
  }

  private async sameNetwork({ siteId, id, networkHash, appliedAt }: Application): Promise<LookAlikes> {
    if (networkHash === null) {
      return { count: 0, exact: true, items: [] };
    }
    const near = {
      text: 'id >= ? AND id < ? AND id <> ?',
      values: [idAt(later(appliedAt, -NEAR)), idAt(later(appliedAt, NEAR)), id],
    };
    return this.lookAlikes(siteId, 'ix_applications_network', [isEqual({ column: 'networkHash', value: networkHash }), near]);
  }

  private async lookAlikes(siteId: string, index: string, alike: readonly Sql[]): Promise<LookAlikes> {
    const ids = await this.newest(index, [isEqual({ column: 'siteId', value: siteId }), ...alike], COUNTED_TO + 1);
    return {
      ...boundedCount(ids.length, COUNTED_TO),
      items: await this.applications.listed(siteId, ids.slice(0, SHOWN)),
    };
  }

  private async newest(index: string, conditions: readonly Sql[], size: number): Promise<string[]> {
    const asked = allOf(conditions);
    const table = through(this.dataSource, 'applications', index);
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT id FROM ${table} WHERE ${asked.text} ORDER BY id DESC LIMIT ${size}`,
      [...asked.values],
    );
    return rows.map(({ id }) => id);
  }
}
