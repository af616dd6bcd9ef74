import { Secret, TOTP } from 'otpauth';
import { bodyOf, problemOf } from '../support/answers';
import { type Answer, Api } from '../support/api';
import { ServiceWithClock } from '../support/service-with-clock';
import { createSite, createStaff, type StaffMember, type TestSite } from '../support/site';

jest.setTimeout(90_000);

const TEN_SECONDS_IN_HOURS = 10 / 3600;

let service: ServiceWithClock;
let api: Api;
let operator: StaffMember;
let site: TestSite;
beforeAll(async () => {
  service = await ServiceWithClock.begin({});
  api = new Api(service.baseUrl);
  operator = await createStaff(service, 'operator');
  site = await createSite(service, operator);
});
afterAll(() => service.close());

const send = <Body>(method: string, path: string, token: string, json?: object): Promise<Answer<Body>> =>
  api.send<Body>(method, path, { token, ...(json !== undefined && { json }) });
const codeOf = (secret: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: service.now().getTime() });
const logIn = ({ email, password }: StaffMember, code?: string): Promise<Answer<{ accessToken: string }>> =>
  api.send('POST', '/v1/staff/sessions', { json: { email, password, ...(code !== undefined && { code }) } });

/** Sets up an authenticator app; answers its secret and the recovery codes. */
async function enrols({ token, password }: StaffMember): Promise<{ secret: string; used: string; recoveryCodes: string[] }> {
  const { secret } = bodyOf(await send<{ secret: string }>('POST', '/v1/staff/me/totp', token, { password }), 201);
  const used = codeOf(secret);
  const confirmed = await send<{ recoveryCodes: string[] }>('POST', '/v1/staff/me/totp/confirmation', token, { code: used });
  return { secret, used, ...bodyOf(confirmed, 201) };
}

describe('a second factor', () => {
  it('is set up, asked for at log-in, and removed', async () => {
    const person = await createStaff(service, { site: site.slug, role: 'viewer' });
    const elsewhere = bodyOf(await logIn(person), 201).accessToken;
    const { secret, used, recoveryCodes } = await enrols(person);
    expect(recoveryCodes).toHaveLength(10);
    problemOf(await send('GET', '/v1/staff/me', elsewhere), 401, 'unauthenticated');
    expect(bodyOf(await send('GET', '/v1/staff/me', person.token), 200)).toMatchObject({ secondFactor: true });
    problemOf(await logIn(person), 401, 'second-factor-required');
    problemOf(await logIn({ ...person, password: 'wrong' }), 401, 'wrong-credentials');
    problemOf(await logIn({ ...person, password: 'wrong' }, codeOf(secret)), 401, 'wrong-credentials');
    problemOf(await logIn(person, used), 403, 'second-factor-wrong');
    service.putForward(1 / 60);
    bodyOf(await logIn(person, codeOf(secret)), 201);
    const { accessToken } = bodyOf(await logIn(person, recoveryCodes[3]), 201);
    expect(bodyOf(await send('GET', '/v1/staff/me/totp', accessToken), 200)).toEqual({ enrolled: true, recoveryCodesLeft: 9 });
    problemOf(await send('POST', '/v1/staff/me/totp', accessToken, { password: person.password }), 409, 'second-factor-enrolled');
    const proof = { password: person.password, code: recoveryCodes[4] };
    problemOf(
      await send('POST', '/v1/staff/me/totp/removal', accessToken, { ...proof, password: 'wrong' }),
      403,
      'current-password-wrong',
    );
    bodyOf(await send('POST', '/v1/staff/me/totp/removal', accessToken, proof), 204);
    problemOf(await send('POST', '/v1/staff/me/totp/removal', accessToken, proof), 409, 'second-factor-not-enrolled');
    problemOf(
      await send('POST', '/v1/staff/me/totp/confirmation', accessToken, { code: '1' }),
      409,
      'second-factor-not-enrolled',
    );
    bodyOf(await logIn(person), 201);
  });

  it('that a site requires is set up before anything else there', async () => {
    const { administrator, slug } = site;
    const viewer = await createStaff(service, { site: slug, role: 'viewer' });
    const policy = `/v1/sites/${slug}/staff-policy`;
    problemOf(await send('PUT', policy, viewer.token, { secondFactorRequired: true }), 403, 'forbidden');
    bodyOf(await send('PUT', policy, administrator.token, { secondFactorRequired: true }), 200);
    const list = `/v1/sites/${slug}/applications`;
    problemOf(await send('GET', list, viewer.token), 403, 'second-factor-enrolment-required');
    problemOf(await send('GET', policy, administrator.token), 403, 'second-factor-enrolment-required');
    bodyOf(await send('GET', '/v1/sites', operator.token), 200);
    await enrols(viewer);
    bodyOf(await send('GET', list, viewer.token), 200);
    await enrols(administrator);
    expect(bodyOf(await send('GET', policy, administrator.token), 200)).toEqual({ secondFactorRequired: true });
    bodyOf(await send('PUT', policy, administrator.token, { secondFactorRequired: false }), 200);
  });

  it('is taken away by an operator from who has lost everything', async () => {
    const person = await createStaff(service, { site: site.slug, role: 'viewer' });
    await enrols(person);
    const { items } = bodyOf(
      await send<{ items: { id: string; email: string }[] }>('GET', `/v1/sites/${site.slug}/staff?limit=200`, operator.token),
      200,
    );
    const path = `/v1/staff/${items.find(({ email }) => email === person.email)?.id ?? ''}/totp`;
    problemOf(await send('DELETE', path, site.administrator.token), 403, 'forbidden');
    bodyOf(await send('DELETE', path, operator.token), 204);
    problemOf(await send('GET', '/v1/staff/me', person.token), 401, 'unauthenticated');
    bodyOf(await logIn(person), 201);
    problemOf(await send('DELETE', '/v1/staff/none/totp', operator.token), 404, 'staff-member-not-found');
  });
});

describe('where the deployment requires one', () => {
  it('everybody sets it up before anything else', async () => {
    const strict = await ServiceWithClock.begin({ STAFF_TOTP: 'required', RATE_LIMITS: '100' });
    try {
      const client = new Api(strict.baseUrl);
      const { token, password, email } = await createStaff(strict, 'operator');
      problemOf(await client.send('GET', '/v1/sites', { token }), 403, 'second-factor-enrolment-required');
      const begun = await client.send<{ secret: string }>('POST', '/v1/staff/me/totp', { token, json: { password } });
      const secret = Secret.fromBase32(bodyOf(begun, 201).secret);
      const confirm = (code: string): Promise<Answer> =>
        client.send('POST', '/v1/staff/me/totp/confirmation', { token, json: { code } });
      const right = (): string => new TOTP({ secret }).generate({ timestamp: strict.now().getTime() });
      for (let i = 0; i < 5; i += 1) {
        problemOf(await confirm('no code'), 403, 'second-factor-wrong');
        strict.putForward(TEN_SECONDS_IN_HOURS); // longer than the pauses that wrong ones cost
      }
      const limited = await confirm(right());
      problemOf(limited, 429, 'too-many-requests');
      expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(800);
      strict.putForward(0.26);
      const { accessToken } = bodyOf(await client.staffLogin({ email, password }), 201);
      const again = await client.send('POST', '/v1/staff/me/totp/confirmation', { token: accessToken, json: { code: right() } });
      bodyOf(again, 201);
      bodyOf(await client.send('GET', '/v1/sites', { token: accessToken }), 200);
    } finally {
      await strict.close();
    }
  });
});
