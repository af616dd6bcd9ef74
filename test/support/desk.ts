import { DataSource, In } from 'typeorm';
import { Application, type ApplicationStatus, Claim } from '../../src/applications';
import { Staff, StaffMembership } from '../../src/auth';
import { type SiteAccess } from '../../src/platform/access/staff-access';
import { Group } from '../../src/groups';
import { Transactions } from '../../src/platform/database/transactions';
import { Ids } from '../../src/platform/ids/ids';
import { RegistrationSettings, RegistrationSettingsStore } from '../../src/registration-settings';
import { Site } from '../../src/sites';
import { uniqueText } from './environment';
import { type Home } from './service';
import { ServiceWithClock } from './service-with-clock';

const ROWS_A_STATEMENT = 500;

/** Nobody answers there: mails stay in the outbox, where they can be counted. */
const NO_MAIL_SERVER = 'smtp://127.0.0.1:9';

/** An application that is there without anybody having applied. */
interface Ready {
  readonly status: ApplicationStatus;
  readonly isActivated?: boolean;
  readonly email?: string;
  readonly locale?: string;
  readonly passwordHash?: string | null;
  readonly groupId?: string;
  readonly signupUrlId?: string;
}

/** The service inside this process, with a site, reviewers, and as many applications as a test likes. */
export class Desk {
  private constructor(
    readonly service: ServiceWithClock,
    readonly siteId: string,
    /** Two reviewers. */
    readonly ann: SiteAccess,
    readonly ben: SiteAccess,
  ) {}

  static async open(home?: Home): Promise<Desk> {
    return Desk.at(await ServiceWithClock.begin({ SMTP_URL: NO_MAIL_SERVER }, home));
  }

  private static async at(service: ServiceWithClock): Promise<Desk> {
    const siteId = service.part(Ids).next();
    const [ann, ben] = [aReviewer(service, siteId, 'Ann'), aReviewer(service, siteId, 'Ben')];
    const createdAt = service.now();
    await service.part(Transactions).run(async (tx) => {
      await tx.insert(Site, { id: siteId, slug: uniqueText(), name: 'North Academy', registrationAvailable: true, createdAt });
      for (const { staffId, name, email } of [ann, ben]) {
        const person = { id: staffId, name, email, emailKey: email, passwordHash: '-', isOperator: false };
        await tx.insert(Staff, { ...person, tokenGeneration: 0, disabledAt: null, createdAt });
        await tx.insert(StaffMembership, { siteId, staffId, role: 'reviewer' });
      }
    });
    return new Desk(service, siteId, ann, ben);
  }

  /** Another site of the same service, with its own reviewers. */
  atAnotherSite(): Promise<Desk> {
    return Desk.at(this.service);
  }

  get rows(): DataSource {
    return this.service.part(DataSource);
  }

  async change(settings: Partial<RegistrationSettings>): Promise<void> {
    const store = this.service.part(RegistrationSettingsStore);
    await this.service.part(Transactions).run(async (tx) => {
      const current = await store.get(this.siteId, tx);
      await store.replace(tx, current.version, { ...current, ...settings, version: current.version + 1 });
    });
  }

  /** So many applications, their ids in ascending order; what is undecided has its claims. */
  async applications(count: number, { status, isActivated = status !== 'not_activated', ...said }: Ready): Promise<string[]> {
    const ids = this.service.part(Ids);
    const appliedAt = this.service.now();
    const applications = Array.from({ length: count }, () => {
      const unique = uniqueText(6);
      const email = `${unique}@school.example`;
      return {
        siteId: this.siteId,
        id: ids.next(),
        status,
        name: `Learner ${unique}`,
        loginId: unique,
        loginIdKey: unique,
        email,
        emailKey: said.email ?? email,
        passwordHash: '-',
        answers: '{}',
        formVersion: '-',
        locale: 'en',
        linkGeneration: 0,
        linkExpiresAt: appliedAt,
        appliedAt,
        activatedAt: isActivated ? appliedAt : null,
        decidedAt: status === 'not_approved' ? appliedAt : null,
        ...said,
      };
    });
    const claims = applications.flatMap(({ siteId, id: applicationId, emailKey, loginIdKey }) =>
      status === 'not_approved'
        ? []
        : [
            { siteId, kind: 'email' as const, value: emailKey, applicationId },
            { siteId, kind: 'login-id' as const, value: loginIdKey, applicationId },
          ],
    );
    await this.service.part(Transactions).run(async (tx) => {
      for (let i = 0; i < count; i += ROWS_A_STATEMENT) await tx.insert(Application, applications.slice(i, i + ROWS_A_STATEMENT));
      for (let i = 0; i < claims.length; i += ROWS_A_STATEMENT) await tx.insert(Claim, claims.slice(i, i + ROWS_A_STATEMENT));
    });
    return applications.map(({ id }) => id).sort();
  }

  /** A group that takes so many members; answers its id. */
  async group(memberLimit: number): Promise<string> {
    const id = this.service.part(Ids).next();
    const now = this.service.now();
    const names = { lmsId: id, name: 'Evening class', nameKey: 'evening class' };
    await this.service
      .part(Transactions)
      .run((tx) =>
        tx.insert(Group, { siteId: this.siteId, id, ...names, memberLimit, archived: false, createdAt: now, updatedAt: now }),
      );
    return id;
  }

  /** How many rows there are of these applications in a table, by application. */
  async counts(table: string, ids: readonly string[], where = '1 = 1'): Promise<Map<string, number>> {
    const rows = await this.rows.query<{ applicationId: string; total: number | string }[]>(
      `SELECT applicationId, COUNT(*) AS total FROM ${table} WHERE siteId = '${this.siteId}' AND ${where} GROUP BY applicationId`,
    );
    const found = new Map(rows.map(({ applicationId, total }) => [applicationId, Number(total)]));
    return new Map(ids.map((id) => [id, found.get(id) ?? 0]));
  }

  async statusOf(id: string): Promise<ApplicationStatus | undefined> {
    return (await this.rows.manager.findOneBy(Application, { siteId: this.siteId, id }))?.status;
  }

  /** The status of each of `ids`, in their order. */
  async statusesOf(ids: readonly string[]): Promise<(ApplicationStatus | undefined)[]> {
    const select = { siteId: true, id: true, status: true };
    const found = await this.rows.manager.find(Application, { select, where: { siteId: this.siteId, id: In([...ids]) } });
    const statuses = new Map(found.map(({ id, status }) => [id, status]));
    return ids.map((id) => statuses.get(id));
  }

  /** Ends this one of several on one home. */
  leave(): Promise<void> {
    return this.service.leave();
  }

  close(): Promise<void> {
    return this.service.close();
  }
}

function aReviewer(service: ServiceWithClock, siteId: string, name: string): SiteAccess {
  const staffId = service.part(Ids).next();
  const email = `${name.toLowerCase()}.${uniqueText()}@academy.example`;
  return { staffId, name, email, roles: ['reviewer'], siteId, requestId: `request-of-${name}`, address: '203.0.113.7' };
}
