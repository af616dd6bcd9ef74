import { ApiProperty } from '@nestjs/swagger';
import { type BoundedCount } from '../../platform/http/bounded-count';
import { type Page } from '../../platform/http/cursor';
import { GROUP_STATUSES, type GroupStatus } from '../domain/group-filter';
import { type ListedGroup } from '../group-list.read-model';

export class UrlOfGroupResponse {
  id: string;

  /** @example 'https://registration.example.com/r/3q2-7wAAbcDEf_ghIJKlmnop' */
  url: string;

  publishedAt: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  stoppedAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endsAt: Date | null;

  /** Whether applicants must type a code. */
  codeRequired: boolean;
}

export class ListedGroupResponse {
  id: string;

  /** What the LMS calls it. */
  lmsId: string;

  name: string;

  @ApiProperty({ type: String, nullable: true })
  code: string | null;

  archived: boolean;

  @ApiProperty({ enum: GROUP_STATUSES })
  signupUrlStatus: GroupStatus;

  /** The live one, or the one published last; null: there has been none. */
  @ApiProperty({ type: UrlOfGroupResponse, nullable: true })
  signupUrl: UrlOfGroupResponse | null;

  /** How many applied through that URL. */
  applications: number;

  /** How many of them were approved. */
  approved: number;

  static from({ group, address, applied, approved }: ListedGroup): ListedGroupResponse {
    const { id, lmsId, name, code, archived, status, url } = group;
    return {
      id,
      lmsId,
      name,
      code,
      archived,
      signupUrlStatus: status,
      signupUrl:
        url === null
          ? null
          : {
              id: url.id,
              url: address ?? '',
              publishedAt: url.publishedAt,
              stoppedAt: url.stoppedAt,
              endsAt: url.endsAt,
              codeRequired: url.codeRequired,
            },
      applications: applied,
      approved,
    };
  }
}

export class GroupListResponse {
  items: ListedGroupResponse[];

  /** Send it back as `cursor` for the next page; null on the last one. */
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;

  static from({ items, nextCursor }: Page<ListedGroup>): GroupListResponse {
    return { items: items.map((group) => ListedGroupResponse.from(group)), nextCursor };
  }
}

export class GroupCountResponse {
  /** @example 312 */
  count: number;

  /** False: there are more; counting stops at 10,000. */
  exact: boolean;

  static from({ count, exact }: BoundedCount): GroupCountResponse {
    return { count, exact };
  }
}
