import { Desk } from '../../../test/support/desk';
import { Staff } from '../staff.entity';
import { LogInStaff } from '../log-in-staff.use-case';
import { EndStaffSessions } from './end-staff-sessions.use-case';
import { RefreshStaffSession } from './refresh-staff-session.use-case';
import { type SessionTokens } from './session-tokens';
import { StaffSession } from './staff-session.entity';
import { StaffSessionReadModel } from './staff-session.read-model';

jest.setTimeout(60_000);

const CLIENT = { network: '192.0.2.0/24', userAgent: 'Test' };
const SECOND = 1 / 3600;

let desk: Desk;
let person: Staff;

beforeAll(async () => {
  desk = await Desk.open();
  person = await desk.rows.manager.findOneByOrFail(Staff, { id: desk.ann.staffId });
});
afterAll(() => desk.close());

const begin = (who = person): Promise<SessionTokens> =>
  desk.service.part(LogInStaff).begin(who, 'token', CLIENT, { requestId: 'request', address: null });
const refresh = (token: string): Promise<SessionTokens> => desk.service.part(RefreshStaffSession).execute(token, 'token', CLIENT);
const sessionsOf = (staffId = person.id): Promise<readonly { id: string }[]> =>
  desk.service.part(StaffSessionReadModel).of(staffId);
const REFUSED = { code: 'refresh-token-not-valid' };

describe('a refresh token', () => {
  it('sent by ten at once gets ten times the same new one, and that one counts', async () => {
    const { refreshToken } = await begin();
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(refreshToken)));
    expect(new Set(answers.map((answer) => answer.refreshToken)).size).toBe(1);
    const next = await refresh(answers[0]?.refreshToken ?? '');
    expect(next.refreshToken).not.toBe(refreshToken);
    expect(next.refreshToken).not.toBe(answers[0]?.refreshToken);
  });

  it('sent again ten seconds later gets the same answer; after that it ends the session, for the new token as well', async () => {
    const { refreshToken } = await begin();
    const before = (await sessionsOf()).length;
    const { refreshToken: next } = await refresh(refreshToken);
    desk.service.putForward(9 * SECOND);
    expect((await refresh(refreshToken)).refreshToken).toBe(next);
    desk.service.putForward(2 * SECOND);
    await expect(refresh(refreshToken)).rejects.toMatchObject(REFUSED);
    await expect(refresh(next)).rejects.toMatchObject(REFUSED);
    expect(await sessionsOf()).toHaveLength(before - 1);
  });

  it('of long ago ends the session even while the latest one has just been used', async () => {
    const { refreshToken: first } = await begin();
    const { refreshToken: second } = await refresh(first);
    const { refreshToken: third } = await refresh(second);
    await expect(refresh(first)).rejects.toMatchObject(REFUSED);
    await expect(refresh(third)).rejects.toMatchObject(REFUSED);
  });

  it('that somebody has made up ends nothing, though they know the id of the session', async () => {
    const { refreshToken } = await begin();
    const forged = Buffer.from(refreshToken, 'base64url');
    forged.fill(7, 16, 32);
    await expect(refresh(forged.toString('base64url'))).rejects.toMatchObject(REFUSED);
    await expect(refresh('')).rejects.toMatchObject(REFUSED);
    await expect(refresh('A'.repeat(72))).rejects.toMatchObject(REFUSED);
    await expect(refresh(`${refreshToken}A`)).rejects.toMatchObject(REFUSED);
    expect(await refresh(refreshToken)).toMatchObject({ carrier: 'token' });
  });

  it('of a session of tokens is none of one of cookies', async () => {
    const { refreshToken } = await begin();
    await expect(desk.service.part(RefreshStaffSession).execute(refreshToken, 'cookie', CLIENT)).rejects.toMatchObject(REFUSED);
    await refresh(refreshToken);
  });

  it('counts twelve hours after the last refresh, and no longer', async () => {
    const { refreshToken } = await begin();
    desk.service.putForward(12 - SECOND);
    const { refreshToken: next, expiresAt } = await refresh(refreshToken);
    expect(expiresAt.getTime() - desk.service.now().getTime()).toBeGreaterThan(11.9 * 3_600_000);
    desk.service.putForward(12);
    await expect(refresh(next)).rejects.toMatchObject(REFUSED);
  });

  it('is not in the database, nor is anything it could be made of', async () => {
    const { refreshToken } = await begin();
    const bytes = Buffer.from(refreshToken, 'base64url');
    const dump = JSON.stringify(await desk.service.database.dump(['staff_sessions']));
    for (const secret of [refreshToken, bytes.subarray(16, 32), bytes.subarray(32)]) {
      const text = typeof secret === 'string' ? secret : secret.toString('base64url');
      expect(dump).not.toContain(text);
    }
  });
});

describe('sessions', () => {
  it('that are over are gone with the next log-in, and nobody has more than fifty', async () => {
    const ben = await desk.rows.manager.findOneByOrFail(Staff, { id: desk.ben.staffId });
    await begin(ben);
    desk.service.putForward(13);
    await begin(ben);
    expect(await desk.rows.manager.countBy(StaffSession, { staffId: ben.id })).toBe(1);
    for (let i = 0; i < 55; i += 1) await begin(ben);
    expect(await sessionsOf(ben.id)).toHaveLength(50);
  });

  it('are one’s own: nobody ends somebody else’s', async () => {
    await begin();
    const [session] = await sessionsOf();
    const end = desk.service.part(EndStaffSessions);
    await expect(end.one(desk.ben.staffId, session?.id ?? '')).rejects.toMatchObject({ code: 'session-not-found' });
    await end.one(person.id, session?.id ?? '');
    await expect(end.one(person.id, session?.id ?? '')).rejects.toMatchObject({ code: 'session-not-found' });
  });
});
