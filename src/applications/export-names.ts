import { isoOf } from '../platform/database/prepared-read';
import { type Application } from './application.entity';
import { type ExportedColumn } from './export-texts';

const MOST_REMEMBERED = 5_000;

type Moments = 'appliedAt' | 'activatedAt' | 'decidedAt';

/** A row as the database hands it out. */
export type RawApplication = Omit<Application, Moments> & Readonly<Record<Moments, string | null>>;

/** What an export says of an application besides its answers. */
export type ExportedApplication = Readonly<Record<ExportedColumn, string | number | null>>;

type Found<Value> = readonly (readonly [id: string, value: Value])[];
type LookUp<Value> = (ids: readonly string[]) => Promise<Found<Value>>;

interface Sources {
  readonly groups: LookUp<{ readonly lmsId: string; readonly name: string }>;
  /** The labels of the codes of sign-up URLs, by the URL's id and the code's. */
  readonly codes: LookUp<ReadonlyMap<string, string | null>>;
  readonly staff: LookUp<string>;
}

/** Puts names to the ids in exported rows: asks once a batch for those it does not remember, and never remembers many. */
export class ExportNames {
  private readonly groups: Remembering<{ readonly lmsId: string; readonly name: string }>;
  private readonly codes: Remembering<ReadonlyMap<string, string | null>>;
  private readonly staff: Remembering<string>;

  constructor({ groups, codes, staff }: Sources) {
    this.groups = new Remembering(groups);
    this.codes = new Remembering(codes);
    this.staff = new Remembering(staff);
  }

  /** Each row beside what is said of it. */
  async of(rows: readonly RawApplication[]): Promise<{ row: RawApplication; application: ExportedApplication }[]> {
    await Promise.all([
      this.groups.learn(rows.map(({ groupId }) => groupId)),
      this.codes.learn(rows.map(({ signupUrlId, authenticationCodeId }) => (authenticationCodeId === null ? null : signupUrlId))),
      this.staff.learn(rows.map(({ decidedById }) => decidedById)),
    ]);
    return rows.map((row) => ({ row, application: this.exported(row) }));
  }

  private exported(row: RawApplication): ExportedApplication {
    const { lmsId, name } = this.groups.of(row.groupId) ?? { lmsId: null, name: null };
    return {
      id: row.id,
      status: row.status,
      name: row.name,
      loginId: row.loginId,
      email: row.email,
      displayName: row.displayName,
      department: row.department,
      position: row.position,
      country: row.country,
      language: row.language,
      timeZone: row.timeZone,
      groupLmsId: lmsId,
      groupName: name,
      signupUrlId: row.signupUrlId,
      authenticationCode: this.codes.of(row.signupUrlId)?.get(row.authenticationCodeId ?? '') ?? null,
      termsVersion: row.termsVersion,
      appliedAt: iso(row.appliedAt),
      activatedAt: iso(row.activatedAt),
      decidedAt: iso(row.decidedAt),
      decidedBy: this.staff.of(row.decidedById) ?? null,
    };
  }
}

/** What ids stand for: those of the batch at hand, and of some before. */
class Remembering<Value> {
  private readonly known = new Map<string, Value | undefined>();

  constructor(private readonly lookUp: LookUp<Value>) {}

  async learn(ids: readonly (string | null)[]): Promise<void> {
    if (this.known.size > MOST_REMEMBERED) {
      this.known.clear();
    }
    const unknown = [...new Set(ids)].filter((id) => id !== null && !this.known.has(id)) as string[];
    if (unknown.length === 0) {
      return;
    }
    for (const id of unknown) {
      this.known.set(id, undefined);
    }
    for (const [id, value] of await this.lookUp(unknown)) {
      this.known.set(id, value);
    }
  }

  of(id: string | null): Value | undefined {
    return id === null ? undefined : this.known.get(id);
  }
}

function iso(raw: string | null): string | null {
  return raw === null ? null : isoOf(raw);
}
