import { bodyOf, ticketCookieOf } from './answers';
import { Api, type Answer, type Application, type HistoryRow, type Ticket } from './api';
import { anApplicant, type ApplicantForm, aStaffMember } from './builders';
import { countRows } from './database';
import { createSite, createStaff, type SiteRole, type StaffMember, type TestSite } from './site';
import { SmtpSink, type ReceivedMail } from './smtp-sink';
import { startService, type Service, type Settings } from './service';
import { waitFor } from './wait';

/** A person who has applied and has the mail in hand. */
export interface Applicant {
  form: ApplicantForm;
  answer: Answer<Ticket>;
  ticket: string;
  cookie: string;
  mail: ReceivedMail;
  /** The token in the mailed link. */
  token: string;
}

/** A running service with a mail server, an operator and one open site: what most journeys begin with. */
export class Scene {
  private constructor(
    readonly service: Service,
    readonly sink: SmtpSink,
    readonly operator: StaffMember,
    readonly site: TestSite,
  ) {
    this.api = new Api(service.baseUrl);
  }

  readonly api: Api;

  static async open(settings: Settings = {}, start: (settings: Settings) => Promise<Service> = startService): Promise<Scene> {
    const sink = await SmtpSink.start();
    let service: Service | undefined;
    try {
      service = await start({ SMTP_URL: sink.url, ...settings });
      const operator = await createStaff(service, 'operator');
      return new Scene(service, sink, operator, await createSite(service, operator));
    } catch (error) {
      // What went wrong first is what the reader needs to see.
      await service?.close().catch(() => undefined);
      await sink.stop();
      throw error;
    }
  }

  async close(): Promise<void> {
    try {
      await this.service.close();
    } finally {
      await this.sink.stop();
    }
  }

  /** Somebody applies and reads the activation mail. `number`: the how-manieth mail to that address it is. */
  async applies(said: Partial<ApplicantForm> = {}, site: TestSite = this.site, number = 1): Promise<Applicant> {
    const form = anApplicant(said);
    const answer = await this.api.apply(site.slug, form);
    const { ticket } = bodyOf(answer, 202);
    const mail = await this.sink.waitForMail({ to: form.email, number });
    return { form, answer, ticket, cookie: ticketCookieOf(answer), mail, token: this.tokenIn(mail) };
  }

  /** Somebody applies, opens the link and confirms. */
  async activates(said: Partial<ApplicantForm> = {}, site: TestSite = this.site): Promise<Applicant & { id: string }> {
    const applicant = await this.applies(said, site);
    bodyOf(await this.api.activate(applicant.token, { ticket: applicant.ticket }), 200);
    const { id } = await this.applicationOf(applicant.form.email, site);
    return { ...applicant, id };
  }

  /** Somebody has come all the way. */
  async becomesMember(said: Partial<ApplicantForm> = {}): Promise<Applicant & { id: string }> {
    const applicant = await this.activates(said);
    bodyOf(await this.approve(applicant.id, { notifyByEmail: false }), 200);
    return applicant;
  }

  /** Somebody is invited to the staff, chooses a password, and logs in. */
  async joins(role: 'operator' | SiteRole, site: TestSite = this.site): Promise<StaffMember> {
    const { email, password } = aStaffMember();
    const name = `Robin ${role}`;
    const path = role === 'operator' ? '/v1/staff' : `/v1/sites/${site.slug}/staff`;
    const json = role === 'operator' ? { name, email } : { name, email, role };
    bodyOf(await this.api.send('POST', path, { token: this.operator.token, json }), 201);
    const link = linkIn((await this.sink.waitForMail({ to: email })).text);
    const choice = { token: link?.searchParams.get('token'), password };
    bodyOf(await this.api.send('POST', '/v1/staff/passwords', { json: choice }), 204);
    return { name, email, password, token: bodyOf(await this.api.staffLogin({ email, password }), 201).accessToken };
  }

  /** Operator and administrator log in anew: hours have passed, and their tokens have expired. */
  async staffLogsInAgain(): Promise<void> {
    for (const person of [this.operator, this.site.administrator]) {
      person.token = bodyOf(await this.api.staffLogin({ email: person.email, password: person.password }), 201).accessToken;
    }
  }

  /** Waits until nothing is left to send, and it is noted: a second copy would have arrived by now. */
  everythingSent(): Promise<true> {
    return waitFor('every mail to be noted as sent', async () =>
      (await countRows(this.service.database, "mails WHERE state <> 'sent'")) === 0 ? true : undefined,
    );
  }

  approve(id: string, how: object = {}): Promise<Answer<Application>> {
    return this.api.approve(this.site.administrator.token, this.site.slug, id, how);
  }

  decline(id: string, how: object = {}): Promise<Answer<Application>> {
    return this.api.decline(this.site.administrator.token, this.site.slug, id, how);
  }

  /** The applications with this address, as the site's administrator sees them. */
  async applicationsOf(email: string, site: TestSite = this.site): Promise<Application[]> {
    const found: Application[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = cursor === null ? { limit: '200' } : { limit: '200', cursor };
      const page = bodyOf(await this.api.listApplications(site.administrator.token, site.slug, query), 200);
      found.push(...page.items.filter((application) => application.email === email));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return found;
  }

  async applicationOf(email: string, site: TestSite = this.site): Promise<Application> {
    const [application, another] = await this.applicationsOf(email, site);
    if (application === undefined || another !== undefined) {
      throw new Error(`Expected one application of ${email}, found ${application === undefined ? 'none' : 'more'}.`);
    }
    return application;
  }

  async historyOf(id: string): Promise<HistoryRow[]> {
    const { administrator, slug } = this.site;
    return bodyOf(await this.api.history(administrator.token, slug, id), 200).items;
  }

  tokenIn(mail: ReceivedMail): string {
    const link = linkIn(mail.text);
    if (!link?.href.startsWith(`${this.service.baseUrl}/activate?`)) {
      throw new Error(`No activation link in the mail:\n${mail.text}`);
    }
    return link.searchParams.get('token') ?? '';
  }
}

/** The first link in a text. */
export function linkIn(text: string): URL | undefined {
  const [link] = /https?:\/\/[^\s"'<>]+/.exec(text) ?? [];
  return link === undefined ? undefined : new URL(link.replaceAll('&amp;', '&'));
}
