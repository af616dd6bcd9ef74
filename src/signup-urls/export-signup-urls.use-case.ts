import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isAllowed, type SiteAccess } from '../platform/access/staff-access';
import { type Cell } from '../platform/http/streamed-answers';
import { type ExportTold, RecordedExport } from '../site-history';
import { type AuthenticationCode } from './domain/authentication-code';
import { type GroupFilter } from './domain/group-filter';
import { GroupListReadModel, type ListedGroup } from './group-list.read-model';
import { oneAhead } from './one-ahead';
import { ParentPaths } from './parent-paths';

// The young objects of a larger batch live long enough to be moved to the old ones, and the process grows.
const BATCH = 500;

export interface Export {
  readonly access: SiteAccess;
  readonly filter: GroupFilter;
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
    private readonly recorded: RecordedExport,
  ) {}

  /** As records of {@link CSV_HEADER}; codes one below the other in their cell. */
  records(wanted: Export): AsyncGenerator<readonly (readonly Cell[])[]> {
    return this.recordedLines(wanted, 'csv', recordOf);
  }

  /** As objects. */
  objects(wanted: Export): AsyncGenerator<readonly object[]> {
    return this.recordedLines(wanted, 'ndjson', objectOf);
  }

  private recordedLines<T>(
    { access, filter }: Export,
    format: ExportTold['format'],
    toLine: (line: Line) => T,
  ): AsyncGenerator<readonly T[]> {
    const told = { what: 'signup-urls', format, filters: filtersTold(filter) } as const;
    return this.recorded.of(access, told, this.lines({ access, filter }, toLine));
  }

  private async *lines<T>({ access, filter }: Export, toLine: (line: Line) => T): AsyncGenerator<readonly T[]> {
    const seesCodes = isAllowed(access, 'signup-urls.see-codes');
    for await (const { lines, paths } of oneAhead(this.batches(access.siteId, filter))) {
      yield lines.map((line) => toLine({ line, parentPath: pathOf(line, paths), seesCodes }));
    }
  }

  private async *batches(siteId: string, filter: GroupFilter): AsyncGenerator<Batch, void> {
    const parents = new ParentPaths(this.dataSource, siteId);
    for await (const lines of this.groups.batches(siteId, filter, BATCH)) {
      yield { lines, paths: await parents.of(lines.flatMap(({ group }) => group.parentId ?? [])) };
    }
  }
}

// What was typed may be anything.
function filtersTold({ name, code, status, archived }: GroupFilter): string[] {
  const typed = [name === undefined ? [] : 'name', code === undefined ? [] : 'code'].flat();
  return [...typed, ...(status === undefined ? [] : [`status=${status}`]), `archived=${String(archived)}`];
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
