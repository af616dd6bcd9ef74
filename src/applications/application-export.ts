import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { StaffStore } from '../auth';
import { Group } from '../groups';
import { type SiteAccess } from '../platform/access/staff-access';
import { type Cell, type Csv } from '../platform/http/streamed-answers';
import { type Locale } from '../platform/i18n';
import { type AnswerValue, RegistrationForms } from '../registration-form';
import { RegistrationSettingsStore } from '../registration-settings';
import { SignupUrl } from '../signup-urls';
import { type ExportTold, RecordedExport } from '../site-history';
import { ApplicationSearch } from './application-search';
import { type Order } from './application-walks';
import { ApplicationReadModel } from './application.read-model';
import { type ApplicationFilter } from './domain/application-filter';
import { filtersTold } from './domain/filters-told';
import { type FilterInput } from './domain/read-filter';
import { type ExportedApplication, ExportNames, type RawApplication } from './export-names';
import { EXPORT_TEXTS, EXPORTED } from './export-texts';

// Small enough that what a batch leaves behind is swept up at once: with 500, memory grew by 130 MB.
const BATCH = 200;

const COLUMNS = [
  ...['id', 'status', 'name', 'loginId', 'email', 'displayName', 'department', 'position', 'country', 'language', 'timeZone'],
  ...['answers', 'formVersion', 'termsVersion', 'groupId', 'signupUrlId', 'authenticationCodeId'],
  ...['appliedAt', 'activatedAt', 'decidedAt', 'decidedById'],
].map((column) => `application.${column}`);

type Answers = Readonly<Record<string, AnswerValue>>;

export interface ExportOrder {
  readonly access: SiteAccess;
  readonly filter: FilterInput;
  readonly order: Order;
}

/** What is to be exported, once it is known to make sense. */
interface Wanted extends Pick<ExportOrder, 'order'> {
  readonly siteId: string;
  readonly filter: ApplicationFilter;
}

interface Exported {
  readonly application: ExportedApplication;
  readonly formVersion: string;
  /** As JSON. */
  readonly answers: string;
}

/** The applications that match, to take away: batch by batch, however many there are. */
@Injectable()
export class ApplicationExport {
  constructor(
    private readonly dataSource: DataSource,
    private readonly search: ApplicationSearch,
    private readonly readModel: ApplicationReadModel,
    private readonly staff: StaffStore,
    private readonly settings: RegistrationSettingsStore,
    private readonly forms: RegistrationForms,
    private readonly recorded: RecordedExport,
  ) {}

  /** As a table, with a column for every question that the site has ever asked. Throws `validation-failed`. */
  async csv(order: ExportOrder, locale: Locale): Promise<Csv> {
    const { siteId } = order.access;
    const reader = { locale, siteLocale: (await this.settings.get(siteId)).locale };
    const questions = await this.forms.questionsEverAsked(siteId, reader);
    const keys = questions.map(({ key }) => key);
    const forms = new Map<string, Awaited<ReturnType<RegistrationForms['cellsOf']>>>();
    const toRecords = async (batch: readonly Exported[]): Promise<Cell[][]> => {
      for (const { formVersion } of batch) {
        if (!forms.has(formVersion)) {
          forms.set(formVersion, await this.forms.cellsOf(siteId, formVersion, reader));
        }
      }
      return batch.map(({ application, formVersion, answers }) => {
        const given = (keys.length === 0 ? {} : JSON.parse(answers)) as Answers;
        const cellOf = (key: string, value: AnswerValue | undefined): Cell =>
          value === undefined ? null : (forms.get(formVersion)?.(key, value) ?? null);
        return [...EXPORTED.map((column) => application[column]), ...keys.map((key) => cellOf(key, ownOf(given, key)))];
      });
    };
    const texts = EXPORT_TEXTS[locale];
    return {
      fileName: 'applications.csv',
      header: [...EXPORTED.map((column) => texts[column]), ...questions.map(({ label }) => label)],
      batches: mapped(await this.recordedBatches(order, 'csv'), toRecords),
    };
  }

  /** As objects, with the answers as they were sent. Throws `validation-failed`. */
  async lines(order: ExportOrder): Promise<AsyncIterable<object[]>> {
    return mapped(await this.recordedBatches(order, 'ndjson'), (batch) =>
      Promise.resolve(batch.map(({ application, answers }) => ({ ...application, answers: JSON.parse(answers) as Answers }))),
    );
  }

  private async recordedBatches(
    { access, filter: input, order }: ExportOrder,
    format: ExportTold['format'],
  ): Promise<AsyncGenerator<Exported[]>> {
    const { siteId } = access;
    const filter = await this.readModel.filterOf(siteId, input);
    const told = { what: 'applications', format, filters: filtersTold(input) } as const;
    return this.recorded.of(access, told, this.batches({ siteId, filter, order }));
  }

  // The next batch is on its way while this one is put into words.
  private async *batches({ siteId, filter, order }: Wanted): AsyncGenerator<Exported[]> {
    const names = this.namesOn(siteId);
    const read = (after: string | null): Promise<RawApplication[]> => {
      const reading = this.search.rows<RawApplication>(siteId, filter, { order, after, size: BATCH }, COLUMNS);
      // Who stops listening does not hear of it; whoever waits for it does.
      reading.catch(() => undefined);
      return reading;
    };
    let next: Promise<RawApplication[]> | null = read(null);
    while (next !== null) {
      const rows: RawApplication[] = await next;
      const last = rows.at(-1);
      next = last === undefined || rows.length < BATCH ? null : read(last.id);
      const known = await names.of(rows);
      yield known.map(({ row, application }) => ({ application, formVersion: row.formVersion, answers: row.answers }));
    }
  }

  private namesOn(siteId: string): ExportNames {
    const { manager } = this.dataSource;
    return new ExportNames({
      groups: async (ids) => {
        const select = { siteId: true, id: true, lmsId: true, name: true } as const;
        const groups = await manager.find(Group, { select, where: { siteId, id: In([...ids]) } });
        return groups.map((group) => [group.id, group] as const);
      },
      codes: async (ids) => {
        const select = { siteId: true, id: true, codes: true } as const;
        const urls = await manager.find(SignupUrl, { select, where: { siteId, id: In([...ids]) } });
        return urls.map(({ id, codes }) => [id, new Map(codes.map((code) => [code.id, code.label]))] as const);
      },
      staff: async (ids) => [...(await this.staff.namesOf(ids))],
    });
  }
}

const ownOf = (answers: Answers, key: string): AnswerValue | undefined =>
  Object.hasOwn(answers, key) ? answers[key] : undefined;

async function* mapped<From, To>(batches: AsyncIterable<From>, toOther: (batch: From) => Promise<To>): AsyncGenerator<To> {
  for await (const batch of batches) {
    yield await toOther(batch);
  }
}
