import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { StaffStore } from '../auth';
import { keyIn, pageOf, type Page } from '../platform/http/cursor';
import { type Locale } from '../platform/i18n';
import { type AnswerValue, RegistrationForms, type ShownAnswer } from '../registration-form';
import { RegistrationSettingsStore } from '../registration-settings';
import { type ApplicationHistory } from './application-history.entity';
import { Application } from './application.entity';
import { ApplicationStore } from './application.store';
import { type ApplicationStatus } from './domain/application-lifecycle';
import { ApplicationNotFound } from './domain/application.errors';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** An application as the desk sees it. */
export interface ApplicationView {
  readonly application: Application;
  /** Name of the member of staff who decided; null while undecided, or when the service decided by itself. */
  readonly decidedBy: string | null;
}

export interface ApplicationDetails extends ApplicationView {
  readonly answers: readonly ShownAnswer[];
}

export interface HistoryView {
  readonly row: ApplicationHistory;
  readonly actorName: string | null;
}

export interface ApplicationQuery {
  readonly siteId: string;
  /** Any of these; all, when empty. */
  readonly statuses: readonly ApplicationStatus[];
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** What reviewers ask about the applications of their site. */
@Injectable()
export class ApplicationReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly applications: ApplicationStore,
    private readonly staff: StaffStore,
    private readonly settings: RegistrationSettingsStore,
    private readonly forms: RegistrationForms,
  ) {}

  /** Newest first. Throws `validation-failed` for a cursor that is none. */
  async page({ siteId, statuses, limit, cursor }: ApplicationQuery): Promise<Page<ApplicationView>> {
    const before = keyIn(cursor, UUID);
    const query = this.dataSource.manager
      .createQueryBuilder(Application, 'application')
      .where('application.siteId = :siteId', { siteId })
      .orderBy('application.id', 'DESC')
      .limit(limit + 1);
    if (statuses.length > 0) {
      query.andWhere('application.status IN (:...statuses)', { statuses });
    }
    if (before !== null) {
      query.andWhere('application.id < :before', { before });
    }
    const page = pageOf(await query.getMany(), limit, ({ id }) => id);
    return { ...page, items: await this.withDeciders(page.items) };
  }

  /** Everything about one application, its answers with the labels they had on the form. Throws `application-not-found`. */
  async details(siteId: string, id: string, locale: Locale): Promise<ApplicationDetails> {
    const view = await this.get(siteId, id);
    const { application } = view;
    const { formVersion } = application;
    const answers = JSON.parse(application.answers) as Record<string, AnswerValue>;
    const settings = await this.settings.get(siteId);
    const shown = await this.forms.shown({ siteId, formVersion, answers }, { locale, siteLocale: settings.locale });
    return { ...view, answers: shown };
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
    return viewOf(application, names);
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

  private async withDeciders(applications: readonly Application[]): Promise<ApplicationView[]> {
    const names = await this.staff.namesOf(applications.flatMap(({ decidedById }) => decidedById ?? []));
    return applications.map((application) => viewOf(application, names));
  }
}

function viewOf(application: Application, names: ReadonlyMap<string, string>): ApplicationView {
  const { decidedById } = application;
  return { application, decidedBy: decidedById === null ? null : (names.get(decidedById) ?? null) };
}
