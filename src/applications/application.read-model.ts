import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { nameOfStaff, StaffStore } from '../auth';
import { isoOf } from '../platform/database/prepared-read';
import { type BoundedCount, boundedCount } from '../platform/http/bounded-count';
import { placeIn, type TwoWayPage, twoWayPageOf } from '../platform/http/cursor';
import { RegistrationSettingsStore } from '../registration-settings';
import { type ApplicationHistory } from './application-history.entity';
import { ApplicationSearch } from './application-search';
import { type Order } from './application-walks';
import { type Application } from './application.entity';
import { ApplicationStore } from './application.store';
import { type ApplicationFilter } from './domain/application-filter';
import { APPLICATION_STATUSES, type ApplicationStatus } from './domain/application-lifecycle';
import { ApplicationNotFound } from './domain/application.errors';
import { type FilterInput, readFilter } from './domain/read-filter';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const COUNTED_TO = 10_000;

const LISTED = [
  ...['id', 'status', 'name', 'loginId', 'email', 'appliedAt', 'activatedAt', 'decidedAt', 'decidedById'].map(
    (column) => `application.${column}`,
  ),
  `${nameOfStaff('application.decidedById')} AS decidedBy`,
];

type Moments = 'appliedAt' | 'activatedAt' | 'decidedAt';
/** A Date, or what it would say of itself in JSON. */
type Moment = Date | string;

/** What of an application is in lists. */
export type ListedApplication = Pick<Application, 'id' | 'status' | 'name' | 'loginId' | 'email' | 'decidedById'> &
  Readonly<Record<'appliedAt', Moment> & Record<'activatedAt' | 'decidedAt', Moment | null>>;

/** An application as the desk lists it. */
export interface ListedView {
  readonly application: ListedApplication;
  /** Name of the member of staff who decided; null while undecided, or when the service decided by itself. */
  readonly decidedBy: string | null;
}

/** An application as the desk sees it. */
export interface ApplicationView extends ListedView {
  readonly application: Application;
}

export interface HistoryView {
  readonly row: ApplicationHistory;
  readonly actorName: string | null;
}

export interface ApplicationQuery {
  readonly siteId: string;
  readonly filter: FilterInput;
  readonly order: Order;
  readonly limit: number;
  readonly cursor: string | undefined;
}

type Row = Omit<ListedApplication, Moments> &
  Record<'appliedAt', string> &
  Record<'activatedAt' | 'decidedAt', string | null> &
  Pick<ListedView, 'decidedBy'>;

/** What reviewers ask about the applications of their site. */
@Injectable()
export class ApplicationReadModel {
  constructor(
    private readonly search: ApplicationSearch,
    private readonly applications: ApplicationStore,
    private readonly staff: StaffStore,
    private readonly settings: RegistrationSettingsStore,
  ) {}

  /** Throws `validation-failed` for a cursor that is none, and for what is no day. */
  async page({ siteId, filter, order, limit, cursor }: ApplicationQuery): Promise<TwoWayPage<ListedView>> {
    const place = placeIn(cursor, UUID);
    const stretch = { order: place?.backwards === true ? opposite(order) : order, after: place?.key ?? null, size: limit + 1 };
    const rows = await this.search.rows<Row>(siteId, await this.filterOf(siteId, filter), stretch, LISTED);
    const page = twoWayPageOf(rows, limit, place, ({ id }) => id);
    return { ...page, items: page.items.map(listedOf) };
  }

  /** How many match in each status, whatever statuses are asked for. */
  async counts(siteId: string, input: FilterInput): Promise<Record<ApplicationStatus, BoundedCount>> {
    const filter = await this.filterOf(siteId, input);
    const counted = APPLICATION_STATUSES.map(async (status) => {
      const found = await this.search.count(siteId, { ...filter, statuses: [status] }, COUNTED_TO + 1);
      return [status, boundedCount(found, COUNTED_TO)] as const;
    });
    return Object.fromEntries(await Promise.all(counted)) as Record<ApplicationStatus, BoundedCount>;
  }

  /** What was asked for, with days as they are in the site's time zone. Throws `validation-failed`. */
  async filterOf(siteId: string, input: FilterInput): Promise<ApplicationFilter> {
    const asksForDays = input.appliedFrom !== undefined || input.appliedTo !== undefined;
    return readFilter(input, asksForDays ? (await this.settings.get(siteId)).timeZone : 'UTC');
  }

  /** Throws `application-not-found`. */
  async get(siteId: string, id: string): Promise<ApplicationView> {
    const application = await this.applications.find(siteId, id);
    if (application === null) {
      throw new ApplicationNotFound();
    }
    return this.view(application);
  }

  /** `application` with the name of who decided; inside a transaction, as that sees it. */
  async view(application: Application, manager?: EntityManager): Promise<ApplicationView> {
    const { decidedById } = application;
    const names = await this.staff.namesOf(decidedById === null ? [] : [decidedById], manager);
    return { application, decidedBy: deciderOf(application, names) };
  }

  /** Every move of an application, oldest first. Throws `application-not-found`. */
  async history(siteId: string, id: string): Promise<HistoryView[]> {
    const rows = await this.applications.historyOf(siteId, id);
    if (rows.length === 0) {
      throw new ApplicationNotFound();
    }
    const names = await this.staff.namesOf(rows.flatMap(({ actorId }) => actorId ?? []));
    return rows.map((row) => ({ row, actorName: row.actorId === null ? null : (names.get(row.actorId) ?? null) }));
  }

  /** Several of them, in the order of `ids`; those that are gone are left out. */
  async listed(siteId: string, ids: readonly string[]): Promise<ListedView[]> {
    const found = await this.applications.findListed(siteId, ids);
    const byId = new Map(found.map((application) => [application.id, application]));
    return this.withDeciders(ids.flatMap((id) => byId.get(id) ?? []));
  }

  private async withDeciders(applications: readonly ListedApplication[]): Promise<ListedView[]> {
    const names = await this.staff.namesOf(applications.flatMap(({ decidedById }) => decidedById ?? []));
    return applications.map((application) => ({ application, decidedBy: deciderOf(application, names) }));
  }
}

const opposite = (order: Order): Order => (order === 'ASC' ? 'DESC' : 'ASC');

function listedOf(row: Row): ListedView {
  return {
    application: {
      id: row.id,
      status: row.status,
      name: row.name,
      loginId: row.loginId,
      email: row.email,
      appliedAt: isoOf(row.appliedAt),
      activatedAt: row.activatedAt === null ? null : isoOf(row.activatedAt),
      decidedAt: row.decidedAt === null ? null : isoOf(row.decidedAt),
      decidedById: row.decidedById,
    },
    decidedBy: row.decidedBy,
  };
}

function deciderOf({ decidedById }: ListedApplication, names: ReadonlyMap<string, string>): string | null {
  return decidedById === null ? null : (names.get(decidedById) ?? null);
}
