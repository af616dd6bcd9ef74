import { type ApplicantForm, type StaffCredentials } from './builders';

export interface Answer<Body = unknown> {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  readonly text: string;
}

export interface Sending {
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly token?: string | undefined;
  readonly headers?: Record<string, string>;
}

export interface Ticket {
  ticket: string;
  status: string;
}
export interface AccessToken {
  accessToken: string;
  tokenType: string;
  expiresInSeconds: number;
}
export interface Application {
  id: string;
  status: 'not_activated' | 'unapproved' | 'approved' | 'not_approved';
  name: string;
  loginId: string;
  email: string;
  appliedAt: string;
}
export interface ApplicationList {
  items: Application[];
  previousCursor: string | null;
  nextCursor: string | null;
}
export interface HistoryRow {
  at: string;
  event: string;
  from: string | null;
  to: string;
  actor: unknown;
  reason: string | null;
  reasonKey: string | null;
  note: string | null;
  requestId: string | null;
}
export interface Decisions {
  jobId: string;
  summary: Record<string, number>;
  items: { id: string; outcome: string; status: string | null; decidedBy: string | null; decidedAt: string | null }[];
}
export interface DecisionJob {
  id: string;
  state: 'queued' | 'running' | 'finished' | 'cancelled' | 'failed';
  decision: string;
  total: number;
  done: number;
  summary: Record<string, number>;
  createdBy: string | null;
  finishedAt: string | null;
}
export interface RegistrationSettings {
  enabled: boolean;
  autoApprove: boolean;
  deleteUnactivated: { enabled: boolean; afterDays: number | null; remindDaysBefore: number | null };
  linkLifeInHours: number;
  usesLoginId: boolean;
  passwordMinimum: number;
  locale: string;
  timeZone: string;
  logInUrl: string | null;
  notifiedOfApplications: string[];
  sender: { name: string | null; replyTo: string | null };
  frontEndOrigins: string[];
  version: number;
}
export interface SiteHistoryEntry {
  id: string;
  at: string;
  subject: string;
  event: string;
  aboutId: string | null;
  address: string | null;
  actor: { kind: string; id: string | null; name: string | null };
  changes: { field: string; from: unknown; to: unknown }[];
  requestId: string | null;
}
export interface SiteHistory {
  items: SiteHistoryEntry[];
  nextCursor: string | null;
}
interface Group {
  id: string;
  lmsId: string;
  name: string;
  code: string | null;
  parentLmsId: string | null;
  memberLimit: number | null;
  archived: boolean;
  signupUrlStatus: string;
  createdAt: string;
  updatedAt: string;
}
export interface UpsertedGroup extends Group {
  outcome: string;
  signupUrlStopped?: boolean;
  applicationsWaiting?: number;
}
export interface GroupSyncReport {
  dryRun: boolean;
  summary: Record<string, number>;
  items: {
    index: number;
    lmsId: string | null;
    outcome: string;
    changes?: { field: string; from: unknown; to: unknown }[];
    errors?: { pointer: string; code: string; detail: string }[];
    signupUrlStopped?: boolean;
    applicationsWaiting?: number;
  }[];
}
export interface ActivationView {
  state: 'open' | 'used';
  siteName: string;
  expiresAt: string;
}
export interface ActivationOutcome {
  outcome: 'activated' | 'already_activated';
  status: Application['status'];
}
export interface TicketView {
  status: Application['status'];
  title: string;
  text: string;
  next: string;
  since: string;
  appliedAt: string;
  linkExpiresAt: string | null;
  siteName: string;
}
export interface ActivationProof {
  ticket?: string;
  password?: string;
}

/** Thrown whatever a test expects: no request, however odd, may be answered 5xx. */
class ServerErrorAnswered extends Error {}

/** A thin client: one method a request, nothing hidden. */
export class Api {
  /** Told of every answer; the contract test listens. */
  onAnswer: (answer: Answer) => void = () => undefined;

  constructor(readonly baseUrl: string) {}

  async send<Body = unknown>(method: string, path: string, sending: Sending = {}): Promise<Answer<Body>> {
    const { status, headers, ...response } = await fetched(this.baseUrl + path, method, sending);
    if (status >= 500) throw new ServerErrorAnswered(`${method} ${path} was answered ${status}: ${response.text}`);
    const body = (isJson(headers) && response.text !== '' ? JSON.parse(response.text) : undefined) as Body;
    const answer = { method, path, status, headers, body, text: response.text };
    this.onAnswer(answer);
    return answer;
  }

  apply(site: string, form: ApplicantForm): Promise<Answer<Ticket>> {
    return this.send('POST', `/v1/sites/${site}/applications`, { json: form });
  }

  lookAtLink(token: string): Promise<Answer<ActivationView>> {
    return this.send('GET', `/v1/activations/${encodeURIComponent(token)}`);
  }

  activate(
    token: string,
    { ticket, password }: ActivationProof,
    headers: Record<string, string> = {},
  ): Promise<Answer<ActivationOutcome>> {
    return this.send('POST', '/v1/activations', { json: { token, ticket, password }, headers });
  }

  disown(token: string): Promise<Answer<{ outcome: string }>> {
    return this.send('POST', '/v1/activations/disown', { json: { token } });
  }

  resend(site: string, email: string, headers: Record<string, string> = {}): Promise<Answer<{ outcome: string }>> {
    return this.send('POST', `/v1/sites/${site}/activations/resend`, { json: { email }, headers });
  }

  resendByLink(token: string): Promise<Answer<{ outcome: string }>> {
    return this.send('POST', '/v1/activations/resend', { json: { token } });
  }

  /** As a reviewer. */
  resendActivation(token: string, site: string, id: string): Promise<Answer<Application>> {
    return this.send('POST', `/v1/sites/${site}/applications/${id}/resend-activation`, { token });
  }

  lookByTicket(ticket: string, headers: Record<string, string> = {}): Promise<Answer<TicketView>> {
    return this.send('GET', '/v1/applications/by-ticket', { headers: { 'application-ticket': ticket, ...headers } });
  }

  memberLogin(site: string, { loginId, password }: Pick<ApplicantForm, 'loginId' | 'password'>): Promise<Answer<AccessToken>> {
    return this.send('POST', `/v1/sites/${site}/sessions`, { json: { loginId, password } });
  }

  staffLogin(credentials: StaffCredentials): Promise<Answer<AccessToken>> {
    return this.send('POST', '/v1/staff/sessions', { json: credentials });
  }

  createSite(token: string, site: { slug: string; name: string }): Promise<Answer<{ slug: string }>> {
    return this.send('POST', '/v1/sites', { json: site, token });
  }

  changeSite(token: string, site: string, change: object): Promise<Answer> {
    return this.send('PATCH', `/v1/sites/${site}`, { json: change, token });
  }

  settings(token: string, site: string): Promise<Answer<RegistrationSettings>> {
    return this.send('GET', `/v1/sites/${site}/registration-settings`, { token });
  }

  changeSettings(token: string, site: string, change: object, ifMatch?: string | null): Promise<Answer<RegistrationSettings>> {
    return this.send('PATCH', `/v1/sites/${site}/registration-settings`, {
      json: change,
      token,
      headers: typeof ifMatch === 'string' ? { 'if-match': ifMatch } : {},
    });
  }

  siteHistory(token: string, site: string, query: Record<string, string> = {}): Promise<Answer<SiteHistory>> {
    const search = new URLSearchParams(query).toString();
    return this.send('GET', `/v1/sites/${site}/history${search === '' ? '' : `?${search}`}`, { token });
  }

  group(token: string, site: string, lmsId: string): Promise<Answer<UpsertedGroup>> {
    return this.send('GET', `/v1/sites/${site}/groups/${encodeURIComponent(lmsId)}`, { token });
  }

  upsertGroup(token: string, site: string, lmsId: string, group: object): Promise<Answer<UpsertedGroup>> {
    return this.send('PUT', `/v1/sites/${site}/groups/${encodeURIComponent(lmsId)}`, { json: group, token });
  }

  listApplications(token: string, site: string, query: Record<string, string> = {}): Promise<Answer<ApplicationList>> {
    const search = new URLSearchParams(query).toString();
    return this.send('GET', `/v1/sites/${site}/applications${search === '' ? '' : `?${search}`}`, { token });
  }

  countApplications(
    token: string,
    site: string,
    query: Record<string, string> = {},
  ): Promise<Answer<Record<Application['status'], { count: number; exact: boolean }>>> {
    return this.send('GET', `/v1/sites/${site}/applications/counts?${new URLSearchParams(query).toString()}`, { token });
  }

  /** As CSV, unless `headers` accept something else. */
  exportApplications(
    token: string,
    site: string,
    query: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const search = new URLSearchParams(query).toString();
    return this.send('GET', `/v1/sites/${site}/applications.csv?${search}`, { token, headers });
  }

  application(token: string, site: string, id: string): Promise<Answer<Application>> {
    return this.send('GET', `/v1/sites/${site}/applications/${id}`, { token });
  }

  history(token: string, site: string, id: string): Promise<Answer<{ items: HistoryRow[] }>> {
    return this.send('GET', `/v1/sites/${site}/applications/${id}/history`, { token });
  }

  approve(token: string, site: string, id: string, how: object = {}): Promise<Answer<Application>> {
    return this.send('POST', `/v1/sites/${site}/applications/${id}/approve`, { json: how, token });
  }

  decideMany(token: string, site: string, decisions: object, key?: string): Promise<Answer<Decisions>> {
    const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
    return this.send('POST', `/v1/sites/${site}/applications/decisions`, { json: decisions, token, headers });
  }

  changeDeclineReasons(token: string, site: string, reasons: unknown, ifMatch: string): Promise<Answer> {
    const headers = { 'if-match': ifMatch };
    return this.send('PUT', `/v1/sites/${site}/decline-reasons`, { json: { reasons }, token, headers });
  }

  decline(token: string, site: string, id: string, how: object = {}): Promise<Answer<Application>> {
    return this.send('POST', `/v1/sites/${site}/applications/${id}/decline`, { json: how, token });
  }
}

async function fetched(url: string, method: string, { json, raw, token, headers }: Sending) {
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: {
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: json === undefined ? (raw ?? null) : JSON.stringify(json),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const isJson = (headers: Headers): boolean => /[/+]json\b/.test(headers.get('content-type') ?? '');
