import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { StaffStore } from '../auth';
import { keyIn, type Page, pageOf } from '../platform/http/cursor';
import { Erasure } from './erasure.entity';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export interface ErasureView {
  readonly erasure: Erasure;
  /** Name of who did it; null when they are gone, and for the command line. */
  readonly erasedBy: string | null;
}

/** What was erased on a site. */
@Injectable()
export class ErasureReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly staff: StaffStore,
  ) {}

  /** Newest first. Throws `validation-failed` for a cursor that is none. */
  async page(
    siteId: string,
    { limit, cursor }: { readonly limit: number; readonly cursor: string | undefined },
  ): Promise<Page<ErasureView>> {
    const before = keyIn(cursor, UUID);
    const query = this.dataSource.manager
      .createQueryBuilder(Erasure, 'erasure')
      .where('erasure.siteId = :siteId', { siteId })
      .orderBy('erasure.id', 'DESC')
      .limit(limit + 1);
    if (before !== null) {
      query.andWhere('erasure.id < :before', { before });
    }
    const page = pageOf(await query.getMany(), limit, ({ id }) => id);
    const names = await this.staff.namesOf(page.items.flatMap(({ erasedById }) => erasedById ?? []));
    return { ...page, items: page.items.map((erasure) => ({ erasure, erasedBy: names.get(erasure.erasedById ?? '') ?? null })) };
  }
}
