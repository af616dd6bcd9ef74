import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Cell } from '../platform/http/streamed-answers';
import { type AuthenticationCode } from './domain/authentication-code';
import { type GroupFilter } from './domain/group-filter';
import { GroupListReadModel, type ListedGroup } from './group-list.read-model';
import { oneAhead } from './one-ahead';
import { ParentPaths } from './parent-paths';

// The young objects of a larger batch live long enough to be moved to the old ones, and the process grows.
const BATCH = 500;

export interface Export {
  readonly siteId: string;
  readonly filter: GroupFilter;
  readonly seesCodes: boolean;
}

/** Some groups, and the paths above them by the id of the parent. */
interface Batch {
  readonly lines: readonly ListedGroup[];
  readonly paths: ReadonlyMap<string, string>;
}

/** What a line is made of. */
interface Line {
  readonly line: ListedGroup;
  readonly parentPath: string;
  readonly seesCodes: boolean;
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
    for await (const { lines, paths } of oneAhead(this.batches(of))) {
      yield lines.map((line) => recordOf({ line, parentPath: pathOf(line, paths), seesCodes }));
    }
  }

  /** As objects. */
  async *objects({ seesCodes, ...of }: Export): AsyncGenerator<readonly object[]> {
    for await (const { lines, paths } of oneAhead(this.batches(of))) {
      yield lines.map((line) => objectOf({ line, parentPath: pathOf(line, paths), seesCodes }));
    }
  }

  private async *batches({ siteId, filter }: Omit<Export, 'seesCodes'>): AsyncGenerator<Batch, void> {
    const parents = new ParentPaths(this.dataSource, siteId);
    for await (const lines of this.groups.batches(siteId, filter, BATCH)) {
      yield { lines, paths: await parents.of(lines.flatMap(({ group }) => group.parentId ?? [])) };
    }
  }
}

function pathOf({ group }: ListedGroup, paths: ReadonlyMap<string, string>): string {
  return group.parentId === null ? '' : (paths.get(group.parentId) ?? '');
}

function recordOf({ line, parentPath, seesCodes }: Line): Cell[] {
  const { group, address, applied, approved } = line;
  const { id, lmsId, code, name, status, url } = group;
  const codes = seesCodes
    ? admittingCodes(group)
        .map((each) => each.code)
        .join('\n')
    : '';
  return [
    id,
    lmsId,
    code,
    name,
    parentPath,
    status,
    address,
    codes,
    url?.publishedAt.toISOString() ?? null,
    url?.stoppedAt?.toISOString() ?? null,
    applied,
    approved,
  ];
}

function objectOf({ line, parentPath, seesCodes }: Line): object {
  const { group, address, applied, approved } = line;
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
