import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { DataSource } from 'typeorm';
import { AccessTokens, RotateSigningKeys } from '../../src/signing-keys';
import { ENTITIES } from '../../src/entities';
import { SEALED } from '../../src/commands/reseal';
import { bodyOf, problemOf } from '../support/answers';
import { type Answer, Api } from '../support/api';
import { anApplicant } from '../support/builders';
import { Scene } from '../support/scene';
import { type CommandResult, runProgram } from '../support/service';
import { ServiceWithClock } from '../support/service-with-clock';
import { createStaff, type StaffMember } from '../support/site';

jest.setTimeout(180_000);

const aSecret = (): string => randomBytes(48).toString('base64url');

interface Tokens {
  accessToken: string;
  refreshToken: string;
}

describe('the secret of the service', () => {
  const before = aSecret();
  const after = aSecret();
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open({ SECRET_KEY: before, RATE_LIMITS: '100' });
  });
  afterAll(() => scene.close());

  const send = <Body>(method: string, path: string, json: object, token?: string): Promise<Answer<Body>> =>
    scene.api.send<Body>(method, path, { json, ...(token !== undefined && { token }) });
  const goOn = (path: string, { refreshToken }: Tokens): Promise<Answer<Tokens>> =>
    send('POST', `${path}/refresh`, { refreshToken });
  const keysOf = async (): Promise<string[]> =>
    bodyOf(await scene.api.send<{ keys: { kid: string }[] }>('GET', '/.well-known/jwks.json'), 200).keys.map(({ kid }) => kid);
  const reseal = (): Promise<CommandResult> =>
    runProgram('cli.js', ['reseal'], { settings: scene.service.settings, folder: scene.service.home.folder, withinSeconds: 60 });
  const restartWith = async (secrets: { SECRET_KEY: string; SECRET_KEY_PREVIOUS: string }): Promise<void> => {
    Object.assign(scene.service.settings, secrets);
    await scene.service.restart();
  };
  const applyOnce = (form: object, key: string): Promise<Answer> =>
    scene.api.send('POST', `/v1/sites/${scene.site.slug}/applications`, { json: form, headers: { 'idempotency-key': key } });
  const withSecondFactor = async (): Promise<{ person: StaffMember; code: () => string; recoveryCodes: string[] }> => {
    const person = await createStaff(scene.service, { site: scene.site.slug, role: 'viewer' });
    const { password, token } = person;
    const begun = await send<{ secret: string }>('POST', '/v1/staff/me/totp', { password }, token);
    const totp = new TOTP({ secret: Secret.fromBase32(bodyOf(begun, 201).secret) });
    const confirmation = await send<{ recoveryCodes: string[] }>(
      'POST',
      '/v1/staff/me/totp/confirmation',
      // The code before the present one, so that that is left to log in with.
      { code: totp.generate({ timestamp: Date.now() - 30_000 }) },
      token,
    );
    return { person, code: () => totp.generate(), recoveryCodes: bodyOf(confirmation, 201).recoveryCodes };
  };
  const logIn = ({ email, password }: StaffMember, code?: string): Promise<Answer<Tokens>> =>
    send('POST', '/v1/staff/sessions', { email, password, ...(code !== undefined && { code }) });

  it('is changed for another: nobody is logged out, nothing that was mailed is lost, and the old one is not needed any more', async () => {
    const { administrator, slug } = scene.site;
    const staff = '/v1/staff/sessions';
    const members = `/v1/sites/${slug}/sessions`;
    const waiting = await scene.applies();
    const member = await scene.becomesMember();
    const memberTokens = bodyOf((await scene.api.memberLogin(slug, member.form)) as unknown as Answer<Tokens>, 201);
    const staffTokens = bodyOf(await logIn(administrator), 201);
    const protectedPerson = await withSecondFactor();
    const form = anApplicant();
    const applied = bodyOf(await applyOnce(form, 'before-the-change'), 202);
    const keys = await keysOf();

    await restartWith({ SECRET_KEY: after, SECRET_KEY_PREVIOUS: before });
    expect(await keysOf()).toEqual(keys);
    bodyOf(await scene.api.listApplications(administrator.token, slug), 200);
    bodyOf(await scene.api.lookAtLink(waiting.token), 200);
    bodyOf(await scene.api.lookByTicket(waiting.ticket), 200);
    expect(bodyOf(await applyOnce(form, 'before-the-change'), 202)).toEqual(applied);
    problemOf(await applyOnce(anApplicant(), 'before-the-change'), 422, 'idempotency-key-reused');
    const goneOn = bodyOf(await goOn(staff, staffTokens), 201);
    expect(bodyOf(await goOn(staff, staffTokens), 201).refreshToken).toBe(goneOn.refreshToken);
    const memberGoneOn = bodyOf(await goOn(members, memberTokens), 201);

    const { exitCode, output } = await reseal();
    expect(output).toMatch(/^signing keys: 1 sealed anew, 0 were already, 0 cannot be opened$/m);
    expect(output).toMatch(/^second factors: 1 sealed anew, 0 were already, 0 cannot be opened$/m);
    expect(exitCode).toBe(0);
    expect((await reseal()).output).toMatch(/^signing keys: 0 sealed anew, 1 were already, 0 cannot be opened$/m);

    await restartWith({ SECRET_KEY: after, SECRET_KEY_PREVIOUS: '' });
    expect(await keysOf()).toEqual(keys);
    bodyOf(await scene.api.listApplications(goneOn.accessToken, slug), 200);
    bodyOf(await goOn(staff, goneOn), 201);
    bodyOf(await goOn(members, memberGoneOn), 201);
    problemOf(await logIn(protectedPerson.person, '000000'), 403, 'second-factor-wrong');
    bodyOf(await logIn(protectedPerson.person, protectedPerson.code()), 201);
    bodyOf(await logIn(protectedPerson.person, protectedPerson.recoveryCodes[4]), 201);
    problemOf(await scene.api.lookAtLink(waiting.token), 404, 'activation-link-unknown');
    bodyOf(await scene.api.resend(slug, waiting.form.email), 202);
    const again = scene.tokenIn(await scene.sink.waitForMail({ to: waiting.form.email, number: 2 }));
    bodyOf(await scene.api.activate(again, { password: waiting.form.password }), 200);
  });

  it('that is lost leaves what it sealed closed, and the command says so', async () => {
    await restartWith({ SECRET_KEY: aSecret(), SECRET_KEY_PREVIOUS: before });
    const { exitCode, output } = await reseal();
    expect(output).toMatch(/^second factors: 0 sealed anew, 0 were already, 1 cannot be opened$/m);
    expect(output).toContain('SECRET_KEY_PREVIOUS');
    expect(exitCode).toBe(1);
    await restartWith({ SECRET_KEY: after, SECRET_KEY_PREVIOUS: '' });
    expect((await reseal()).exitCode).toBe(0);
  });
});

describe('whatever a table keeps sealed', () => {
  it('is sealed anew when the secret changes, or does not last', async () => {
    const service = await ServiceWithClock.begin({});
    try {
      const columns = ENTITIES.flatMap((entity) => {
        const { tableName, columns: all } = service.part(DataSource).getMetadata(entity);
        return all.map(({ propertyName }) => `${tableName}.${propertyName}`);
      });
      const known = SEALED.map(({ entity, column }) => `${service.part(DataSource).getMetadata(entity).tableName}.${column}`);
      // Answers given again to the same Idempotency-Key: a day, or as the deployment says.
      expect(columns.filter((column) => /\.(sealed|.*Secret$)/.test(column)).sort()).toEqual(
        [...known, 'idempotent_requests.sealedAnswer'].sort(),
      );
    } finally {
      await service.close();
    }
  });
});

describe('the key that tokens are signed with', () => {
  let service: ServiceWithClock;
  let api: Api;
  beforeAll(async () => {
    service = await ServiceWithClock.begin({});
    api = new Api(service.baseUrl);
  });
  afterAll(() => service.close());

  const MINUTE = 1 / 60;
  const rotate = (): ReturnType<RotateSigningKeys['execute']> => service.part(RotateSigningKeys).execute();
  const published = async (): Promise<string[]> =>
    bodyOf(await api.send<{ keys: { kid: string }[] }>('GET', '/.well-known/jwks.json'), 200).keys.map(({ kid }) => kid);
  const kidOf = (token: string): string =>
    (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;
  const signed = async (): Promise<string> => (await service.part(AccessTokens).sign('somebody', 'staff', 600)).accessToken;
  const counts = async (token: string): Promise<boolean> => (await service.part(AccessTokens).verify(token, 'staff')) !== null;

  it('is replaced without a restart: published first, signing later, the old one published until its tokens are over', async () => {
    const [old = ''] = await published();
    const { next } = await rotate();
    const kid = next?.id ?? '';
    service.putForward(1.1 * MINUTE);
    expect(await published()).toEqual([kid, old]);
    const ofOld = await signed();
    expect(kidOf(ofOld)).toBe(old);
    expect(await rotate()).toMatchObject({ next: { id: kid }, isWaiting: true });
    service.putForward(9 * MINUTE);
    const ofNew = await signed();
    expect(kidOf(ofNew)).toBe(kid);
    expect(await counts(ofOld)).toBe(true);
    service.putForward(61 * MINUTE);
    expect(await published()).toEqual([kid]);
    expect((await rotate()).removed).toEqual([old]);
  });

  it('that somebody else may have is taken away: its tokens count no more within a minute, and another signs', async () => {
    const [stolen = ''] = (await published()).slice(-1);
    const token = await signed();
    expect([kidOf(token), await counts(token)]).toEqual([stolen, true]);
    const revoked = await service.part(RotateSigningKeys).revoke(stolen);
    service.putForward(1.1 * MINUTE);
    expect(await counts(token)).toBe(false);
    const other = await signed();
    expect(kidOf(other)).toBe(revoked?.next?.id);
    expect(await counts(other)).toBe(true);
    expect(await published()).not.toContain(stolen);
  });

  it('is named wrong: nothing happens', async () => {
    const before = await published();
    await expect(service.part(RotateSigningKeys).revoke('none')).resolves.toBeNull();
    service.putForward(2 * MINUTE);
    expect(await published()).toEqual(before);
  });

  it('is rotated from the command line', async () => {
    const run = (...args: string[]): Promise<CommandResult> =>
      runProgram('cli.js', ['rotate-keys', ...args], {
        settings: service.settings,
        folder: service.home.folder,
        withinSeconds: 60,
      });
    const unknown = await run('--revoke', 'none');
    expect([unknown.exitCode, unknown.output]).toEqual([1, expect.stringContaining('There is no key none')]);
    const { exitCode, output } = await run();
    expect(exitCode).toBe(0);
    expect(output).toMatch(/^(published|waits already): [\w-]{36}\nsigns from: \d{4}-.*Z$/m);
    const [, kid = ''] = /: ([\w-]{36})/.exec(output) ?? [];
    expect((await run('--revoke', kid)).output).toContain(`removed: ${kid}`);
  });
});
