import { bodyOf, problemOf } from '../support/answers';
import { type Answer, Api, type Sending } from '../support/api';
import { startService, type Service } from '../support/service';
import { createStaff, type StaffMember } from '../support/site';

jest.setTimeout(60_000);

interface Tokens {
  accessToken: string | null;
  refreshToken: string | null;
  expiresInSeconds: number;
  expiresAt: string;
}
interface OwnSession {
  id: string;
  current: boolean;
  carrier: string;
  network: string;
  userAgent: string;
}

let service: Service;
let api: Api;
let person: StaffMember;
beforeAll(async () => {
  service = await startService();
  api = new Api(service.baseUrl);
  person = await createStaff(service, 'operator');
});
afterAll(() => service.close());

const OWN_PAGE = { 'x-matricula-request': '1' };

const logIn = async (said: object = {}, headers: Record<string, string> = {}): Promise<Answer<Tokens>> => {
  const { email, password } = person;
  return api.send<Tokens>('POST', '/v1/staff/sessions', { json: { email, password, ...said }, headers });
};
const refresh = (sending: Sending): Promise<Answer<Tokens>> => api.send('POST', '/v1/staff/sessions/refresh', sending);
const me = (sending: Sending): Promise<Answer> => api.send('GET', '/v1/staff/me', sending);
const sessions = async (sending: Sending): Promise<OwnSession[]> =>
  bodyOf(await api.send<{ items: OwnSession[] }>('GET', '/v1/staff/sessions', sending), 200).items;
const cookiesOf = (answer: Answer): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ');

describe('a session of tokens', () => {
  it('lasts ten minutes an access token, goes on with the refresh token, and ends with logging out', async () => {
    const { accessToken, refreshToken, expiresInSeconds, expiresAt } = bodyOf(await logIn(), 201);
    expect(expiresInSeconds).toBe(600);
    expect(new Date(expiresAt).getTime()).toBeGreaterThan(Date.now() + 11 * 3_600_000);
    const next = bodyOf(await refresh({ json: { refreshToken } }), 201);
    expect(next.refreshToken).not.toBe(refreshToken);
    for (const token of [accessToken, next.accessToken]) bodyOf(await me({ token: token ?? '' }), 200);
    bodyOf(await api.send('DELETE', '/v1/staff/sessions/current', { token: next.accessToken ?? '' }), 204);
    for (const token of [accessToken, next.accessToken]) problemOf(await me({ token: token ?? '' }), 401, 'unauthenticated');
    problemOf(await refresh({ json: { refreshToken: next.refreshToken } }), 401, 'refresh-token-not-valid');
  });

  it('is none of its refresh token alone: it opens nothing', async () => {
    const { refreshToken } = bodyOf(await logIn(), 201);
    problemOf(await me({ token: refreshToken ?? '' }), 401, 'unauthenticated');
    problemOf(await refresh({ json: {} }), 401, 'refresh-token-not-valid');
    problemOf(await refresh({ json: { refreshToken: 'nonsense' } }), 401, 'refresh-token-not-valid');
    problemOf(await refresh({ json: { refreshToken: 7 } }), 422, 'validation-failed');
  });

  it('is listed with where it is, without secrets', async () => {
    const { accessToken } = bodyOf(await logIn({}, { 'user-agent': 'A browser' }), 201);
    const answer = await api.send('GET', '/v1/staff/sessions', { token: accessToken ?? '' });
    expect(answer.text).not.toMatch(/hash|secret/i);
    const current = (await sessions({ token: accessToken ?? '' })).filter((session) => session.current);
    expect(current).toMatchObject([{ carrier: 'token', network: '127.0.0.0/24', userAgent: 'A browser' }]);
  });

  it('is ended from another one, and all of them at once', async () => {
    const here = bodyOf(await logIn(), 201).accessToken ?? '';
    const there = bodyOf(await logIn(), 201).accessToken ?? '';
    const { id } = (await sessions({ token: there })).find((session) => session.current) as OwnSession;
    bodyOf(await api.send('DELETE', `/v1/staff/sessions/${id}`, { token: here }), 204);
    problemOf(await me({ token: there }), 401, 'unauthenticated');
    problemOf(await api.send('DELETE', `/v1/staff/sessions/${id}`, { token: here }), 404, 'session-not-found');
    bodyOf(await api.send('DELETE', '/v1/staff/sessions', { token: here }), 204);
    problemOf(await me({ token: here }), 401, 'unauthenticated');
  });
});

describe('a session of cookies', () => {
  const begin = async (): Promise<string> => {
    const answer = await logIn({ session: 'cookie' }, OWN_PAGE);
    bodyOf(answer, 201);
    return cookiesOf(answer);
  };

  it('keeps its tokens where scripts cannot read them', async () => {
    const answer = await logIn({ session: 'cookie' }, OWN_PAGE);
    expect(bodyOf(answer, 201)).toMatchObject({ accessToken: null, refreshToken: null });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const cookies = answer.headers.getSetCookie();
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^matricula-(access|refresh)=.*; Path=\/; HttpOnly; SameSite=Strict$/);
      expect(cookie).toMatch(/Max-Age=\d+/);
    }
    bodyOf(await me({ headers: { cookie: cookiesOf(answer) } }), 200);
  });

  it('goes on, and ends, by its cookies', async () => {
    const cookie = await begin();
    const refreshed = await refresh({ json: {}, headers: { ...OWN_PAGE, cookie } });
    expect(bodyOf(refreshed, 201)).toMatchObject({ accessToken: null, refreshToken: null });
    const next = cookiesOf(refreshed);
    expect(next).not.toBe(cookie);
    const ended = await api.send('DELETE', '/v1/staff/sessions/current', { headers: { ...OWN_PAGE, cookie: next } });
    bodyOf(ended, 204);
    expect(ended.headers.getSetCookie().every((each) => /=; Max-Age=0;/.test(each))).toBe(true);
    problemOf(await me({ headers: { cookie: next } }), 401, 'unauthenticated');
  });

  it('does not let its refresh token be used as one of tokens', async () => {
    const [, refreshToken = ''] = /matricula-refresh=([^;]+)/.exec(await begin()) ?? [];
    problemOf(await refresh({ json: { refreshToken } }), 401, 'refresh-token-not-valid');
  });

  it('changes nothing for who comes from elsewhere', async () => {
    const cookie = await begin();
    const elsewhere: Record<string, string>[] = [
      {},
      { 'sec-fetch-site': 'same-origin' },
      { ...OWN_PAGE, 'sec-fetch-site': 'cross-site' },
      { ...OWN_PAGE, 'sec-fetch-site': 'same-site' },
      { ...OWN_PAGE, origin: 'https://evil.example' },
    ];
    for (const headers of elsewhere) {
      const created = { json: { slug: 'forged', name: 'Forged' }, headers: { ...headers, cookie } };
      problemOf(await api.send('POST', '/v1/sites', created), 403, 'cross-site-request');
      problemOf(await refresh({ json: {}, headers: { ...headers, cookie } }), 403, 'cross-site-request');
      problemOf(await logIn({ session: 'cookie' }, headers), 403, 'cross-site-request');
    }
    problemOf(await me({ headers: { cookie, 'sec-fetch-site': 'cross-site' } }), 403, 'cross-site-request');
    bodyOf(await me({ headers: { cookie, ...OWN_PAGE, 'sec-fetch-site': 'same-origin' } }), 200);
  });

  it('gives way to a header, which only a page of ours or a program can send', async () => {
    const cookie = await begin();
    problemOf(await me({ headers: { cookie }, token: 'nonsense' }), 401, 'unauthenticated');
  });
});

describe('behind https', () => {
  it('cookies carry the prefix that no neighbour can set, and without it they count for nothing', async () => {
    const secure = await startService({ PUBLIC_BASE_URL: 'https://register.example.org' });
    try {
      const client = new Api(secure.baseUrl);
      const { email, password } = await createStaff(secure, 'operator');
      const json = { email, password, session: 'cookie' };
      const answer = await client.send('POST', '/v1/staff/sessions', { json, headers: OWN_PAGE });
      const cookies = answer.headers.getSetCookie();
      expect(cookies).toHaveLength(2);
      for (const cookie of cookies) expect(cookie).toMatch(/^__Host-matricula-\w+=.*; HttpOnly; Secure; SameSite=Strict$/);
      const cookie = cookiesOf(answer);
      bodyOf(await client.send('GET', '/v1/staff/me', { headers: { cookie } }), 200);
      const plain = cookie.replaceAll('__Host-', '');
      problemOf(await client.send('GET', '/v1/staff/me', { headers: { cookie: plain } }), 401, 'unauthenticated');
    } finally {
      await secure.close();
    }
  });
});
