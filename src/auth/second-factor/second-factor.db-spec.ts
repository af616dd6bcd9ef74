import { Secret, TOTP } from 'otpauth';
import { aPassword } from '../../../test/support/builders';
import { Desk } from '../../../test/support/desk';
import { uniqueText } from '../../../test/support/environment';
import { CreateStaff } from '../create-staff.use-case';
import { Staff } from '../staff.entity';
import { ManageSecondFactor } from './manage-second-factor.use-case';
import { SecondFactorCheck } from './second-factor-check';

jest.setTimeout(60_000);

const HALF_A_MINUTE = 30 / 3600;
const ADDRESS = '192.0.2.9';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

interface Person {
  readonly staffId: string;
  readonly password: string;
}

async function person(): Promise<Person> {
  const email = `robin.${uniqueText()}@academy.example`;
  const password = aPassword();
  await desk.service.part(CreateStaff).execute({ name: 'Robin', email, password, isOperator: true });
  const { id } = await desk.rows.manager.findOneByOrFail(Staff, { email });
  return { staffId: id, password };
}

const manage = (): ManageSecondFactor => desk.service.part(ManageSecondFactor);
const logsIn = (staffId: string, code?: string): Promise<void> => desk.service.part(SecondFactorCheck).ensure(staffId, code);
const codeOf = (secret: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: desk.service.now().getTime() });
const WRONG = { code: 'second-factor-wrong' };
const outcomes = (settled: PromiseSettledResult<unknown>[]): string[] =>
  settled
    .map((each) => (each.status === 'fulfilled' ? 'done' : ((each.reason as { code?: string }).code ?? String(each.reason))))
    .sort();

/** Somebody whose app is set up, a while ago. */
async function enrolled(): Promise<Person & { secret: string; codes: string[] }> {
  const who = await person();
  const { secret } = await manage().begin(who.staffId, who.password, ADDRESS);
  const codes = await manage().confirm({ staffId: who.staffId, sessionId: '-' }, codeOf(secret), desk.ann);
  desk.service.putForward(3 * HALF_A_MINUTE);
  return { ...who, secret, codes };
}

describe('a second factor', () => {
  it('is asked for once it is confirmed, and not before', async () => {
    const { staffId, password } = await person();
    await logsIn(staffId);
    const { secret, uri, qrSvg } = await manage().begin(staffId, password, ADDRESS);
    expect(uri).toContain(secret);
    expect(qrSvg).toMatch(/^<svg/);
    await logsIn(staffId);
    await expect(manage().confirm({ staffId, sessionId: '-' }, '000000', desk.ann)).rejects.toMatchObject(WRONG);
    await logsIn(staffId);
    await manage().confirm({ staffId, sessionId: '-' }, codeOf(secret), desk.ann);
    await expect(logsIn(staffId)).rejects.toMatchObject({ code: 'second-factor-required' });
    await expect(manage().begin(staffId, password, ADDRESS)).rejects.toMatchObject({ code: 'second-factor-enrolled' });
    await expect(manage().begin(staffId, 'wrong', ADDRESS)).rejects.toMatchObject({ code: 'current-password-wrong' });
  });

  it('takes a code once: also that which confirmed it, and of many at once one', async () => {
    const { staffId, password } = await person();
    const { secret } = await manage().begin(staffId, password, ADDRESS);
    const code = codeOf(secret);
    await manage().confirm({ staffId, sessionId: '-' }, code, desk.ann);
    await expect(logsIn(staffId, code)).rejects.toMatchObject(WRONG);
    desk.service.putForward(2 * HALF_A_MINUTE);
    const next = codeOf(secret);
    expect(outcomes(await Promise.allSettled([0, 1, 2, 3].map(() => logsIn(staffId, next))))).toEqual([
      'done',
      'second-factor-wrong',
      'second-factor-wrong',
      'second-factor-wrong',
    ]);
  });

  it('takes no code of an earlier step after one of a later step', async () => {
    const { staffId, secret } = await enrolled();
    const early = codeOf(secret);
    desk.service.putForward(HALF_A_MINUTE);
    await logsIn(staffId, codeOf(secret));
    await expect(logsIn(staffId, early)).rejects.toMatchObject(WRONG);
  });

  it('lies sealed in the database', async () => {
    const { secret, codes } = await enrolled();
    const dump = JSON.stringify(await desk.service.database.dump(['staff_second_factors', 'staff_recovery_codes']));
    for (const text of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))]) expect(dump).not.toContain(text);
  });
});

describe('a recovery code', () => {
  it('stands in for the app, once, however it is typed', async () => {
    const { staffId, codes } = await enrolled();
    expect(new Set(codes).size).toBe(10);
    const [first = '', second = ''] = codes;
    await logsIn(staffId, ` ${first.toLowerCase().replaceAll('-', ' ')}`);
    await expect(logsIn(staffId, first)).rejects.toMatchObject(WRONG);
    await logsIn(staffId, second);
    expect(await manage().stateOf(staffId)).toEqual({ enrolled: true, recoveryCodesLeft: 8 });
  });

  it('used by several at once counts once', async () => {
    const { staffId, codes } = await enrolled();
    const settled = await Promise.allSettled([0, 1, 2, 3].map(() => logsIn(staffId, codes[0])));
    expect(outcomes(settled).filter((outcome) => outcome === 'done')).toHaveLength(1);
  });

  it('is one’s own', async () => {
    const { codes } = await enrolled();
    const { staffId } = await enrolled();
    await expect(logsIn(staffId, codes[0])).rejects.toMatchObject(WRONG);
  });
});

describe('doing without it again', () => {
  it('takes password and code, and an operator can help', async () => {
    const { staffId, password, codes, secret } = await enrolled();
    const remove = (given: string, code: string): Promise<void> =>
      manage().remove({ ...desk.ann, staffId }, { password: given, code }, ADDRESS);
    await expect(remove('wrong', codes[0] ?? '')).rejects.toMatchObject({ code: 'current-password-wrong' });
    await expect(remove(password, '000000')).rejects.toMatchObject(WRONG);
    await remove(password, codeOf(secret));
    await logsIn(staffId);
    await expect(remove(password, codes[0] ?? '')).rejects.toMatchObject({ code: 'second-factor-not-enrolled' });
    const other = await enrolled();
    await manage().removeFrom(other.staffId, desk.ann);
    await logsIn(other.staffId);
    expect(await manage().stateOf(other.staffId)).toEqual({ enrolled: false, recoveryCodesLeft: 0 });
  });
});
