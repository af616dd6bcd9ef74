import { type Schemas } from '../../clients/typescript/src/schemas';
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

// What the service promises in its OpenAPI document, as the typed client has it.
export type Ticket = Schemas['TicketResponse'];
export type Application = Schemas['ApplicationResponse'];
export type ApplicationList = Schemas['ApplicationListResponse'];
export type HistoryRow = Schemas['HistoryEntryResponse'];
export type Decisions = Schemas['DecisionsResponse'];
export type DecisionJob = Schemas['DecisionJobResponse'];
export type RegistrationSettings = Schemas['RegistrationSettingsResponse'];
export type SiteHistoryEntry = Schemas['SiteHistoryEntryResponse'];
export type SiteHistory = Schemas['SiteHistoryResponse'];
export type UpsertedGroup = Schemas['UpsertedGroupResponse'];
export type GroupSyncReport = Schemas['SyncReportResponse'];
/** As they are answered where no cookies are asked for. */
export type StaffTokens = Schemas['SessionTokensResponse'] & { accessToken: string; refreshToken: string };
export type TicketView = Schemas['TicketViewResponse'];
export type ActivationProof = Pick<Schemas['ActivateRequest'], 'ticket' | 'password'>;

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

  lookAtLink(token: string): Promise<Answer<Schemas['LinkResponse']>> {
    return this.send('GET', `/v1/activations/${encodeURIComponent(token)}`);
  }

  activate(
    token: string,
    { ticket, password }: ActivationProof,
    headers: Record<string, string> = {},
  ): Promise<Answer<Schemas['ActivationResponse']>> {
    return this.send('POST', '/v1/activations', { json: { token, ticket, password }, headers });
  }

  disown(token: string): Promise<Answer<Schemas['DisownResponse']>> {
    return this.send('POST', '/v1/activations/disown', { json: { token } });
  }

  resend(site: string, email: string, headers: Record<string, string> = {}): Promise<Answer<Schemas['ResendResponse']>> {
    return this.send('POST', `/v1/sites/${site}/activations/resend`, { json: { email }, headers });
  }

  resendByLink(token: string): Promise<Answer<Schemas['ResendResponse']>> {
    return this.send('POST', '/v1/activations/resend', { json: { token } });
  }

  /** As a reviewer. */
  resendActivation(token: string, site: string, id: string): Promise<Answer<Application>> {
    return this.send('POST', `/v1/sites/${site}/applications/${id}/resend-activation`, { token });
  }

  lookByTicket(ticket: string, headers: Record<string, string> = {}): Promise<Answer<TicketView>> {
    return this.send('GET', '/v1/applications/by-ticket', { headers: { 'application-ticket': ticket, ...headers } });
  }

  memberLogin(
    site: string,
    { loginId, password }: Pick<ApplicantForm, 'loginId' | 'password'>,
  ): Promise<Answer<Schemas['MemberTokensResponse']>> {
    return this.send('POST', `/v1/sites/${site}/sessions`, { json: { loginId, password } });
  }

  staffLogin(credentials: StaffCredentials): Promise<Answer<StaffTokens>> {
    return this.send('POST', '/v1/staff/sessions', { json: credentials });
  }

  createSite(token: string, site: { slug: string; name: string }): Promise<Answer<Schemas['SiteResponse']>> {
    return this.send('POST', '/v1/sites', { json: site, token });
  }

  changeSite(token: string, site: string, change: Schemas['UpdateSiteRequest']): Promise<Answer<Schemas['SiteResponse']>> {
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
  ): Promise<Answer<Schemas['ApplicationCountsResponse']>> {
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

  history(token: string, site: string, id: string): Promise<Answer<Schemas['HistoryResponse']>> {
    return this.send('GET', `/v1/sites/${site}/applications/${id}/history`, { token });
  }

  approve(token: string, site: string, id: string, how: object = {}): Promise<Answer<Application>> {
    return this.send('POST', `/v1/sites/${site}/applications/${id}/approve`, { json: how, token });
  }

  decideMany(token: string, site: string, decisions: object, key?: string): Promise<Answer<Decisions>> {
    const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
    return this.send('POST', `/v1/sites/${site}/applications/decisions`, { json: decisions, token, headers });
  }

  changeDeclineReasons(
    token: string,
    site: string,
    reasons: unknown,
    ifMatch: string,
  ): Promise<Answer<Schemas['DeclineReasonsResponse']>> {
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
