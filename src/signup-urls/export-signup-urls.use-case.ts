import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Cell } from '../platform/http/streamed-answers';
import { type AuthenticationCode } from './domain/authentication-code';
import { type GroupFilter } from './domain/group-filter';
import { GroupListReadModel, type ListedGroup } from './group-list.read-model';
import { ParentPaths } from './parent-paths';

const BATCH = 500;

export interface Export {
  readonly siteId: string;
  readonly filter: GroupFilter;
  readonly seesCodes: boolean;
}

/** A line of the download. */
export interface ExportedGroup extends ListedGroup {
  readonly parentPath: string;
}

export const CSV_HEADER = [
  'groupId',
  'lmsId',
  'code',
  'name',
  'parentPath',
  'status',
  'url',
  'authenticationCodes',
  'publishedAt',
  'stoppedAt',
  'applications',
  'approved',
] as const;

/**
 * All groups of a site with their URLs, in the order of the list, some at a
 * time: as much memory for a million as for a thousand.
 */
@Injectable()
export class ExportSignupUrls {
  constructor(
    private readonly dataSource: DataSource,
    private readonly groups: GroupListReadModel,
  ) {}

  /** As records of {@link CSV_HEADER}; codes one below the other in their cell. */
  async *records({ seesCodes, ...of }: Export): AsyncGenerator<readonly (readonly Cell[])[]> {
    for await (const batch of this.batches(of)) {
      yield batch.map((line) => recordOf(line, seesCodes));
    }
  }

  /** As objects. */
  async *objects({ seesCodes, ...of }: Export): AsyncGenerator<readonly object[]> {
    for await (const batch of this.batches(of)) {
      yield batch.map((line) => objectOf(line, seesCodes));
    }
  }

  private async *batches({ siteId, filter }: Omit<Export, 'seesCodes'>): AsyncGenerator<readonly ExportedGroup[]> {
    const paths = new ParentPaths(this.dataSource, siteId);
    for await (const batch of this.groups.batches(siteId, filter, BATCH)) {
      const known = await paths.of(batch.flatMap(({ group }) => group.parentId ?? []));
      yield batch.map((line) => ({ ...line, parentPath: known.get(line.group.parentId ?? '') ?? '' }));
    }
  }
}

function recordOf({ group, address, parentPath, applied, approved }: ExportedGroup, seesCodes: boolean): Cell[] {
  const { id, lmsId, code, name, status, url } = group;
  const codes = seesCodes ? admittingCodes(group).map((each) => each.code) : [];
  return [
    id,
    lmsId,
    code,
    name,
    parentPath,
    status,
    address,
    codes.join('\n'),
    url?.publishedAt.toISOString() ?? null,
    url?.stoppedAt?.toISOString() ?? null,
    applied,
    approved,
  ];
}

function objectOf({ group, address, parentPath, applied, approved }: ExportedGroup, seesCodes: boolean): object {
  const { id: groupId, lmsId, code, name, status, url } = group;
  return {
    groupId,
    lmsId,
    code,
    name,
    parentPath,
    status,
    url: address,
    authenticationCodes: admittingCodes(group).map((each) => ({ code: seesCodes ? each.code : null, label: each.label })),
    publishedAt: url?.publishedAt ?? null,
    stoppedAt: url?.stoppedAt ?? null,
    applications: applied,
    approved,
  };
}

// Kept for later is not asked for.
function admittingCodes({ url }: ListedGroup['group']): readonly AuthenticationCode[] {
  return url?.codeRequired === true ? url.codes.filter(({ removed }) => !removed) : [];
}
