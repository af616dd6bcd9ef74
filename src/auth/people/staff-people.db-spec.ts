import { Desk } from '../../../test/support/desk';
import { aPassword } from '../../../test/support/builders';
import { uniqueText } from '../../../test/support/environment';
import { Keys } from '../../platform/crypto/keys';
import { referenceToken } from '../../platform/crypto/reference-token';
import { type SiteAccess } from '../../platform/access/staff-access';
import { Transactions } from '../../platform/database/transactions';
import { LogInStaff } from '../log-in-staff.use-case';
import { RequestPasswordReset } from '../passwords/request-password-reset.use-case';
import { SetStaffPassword } from '../passwords/set-staff-password.use-case';
import { StaffLink } from '../passwords/staff-link.entity';
import { StaffSession } from '../sessions/staff-session.entity';
import { type SiteRole, StaffMembership } from '../staff-membership.entity';
import { Staff } from '../staff.entity';
import { ChangeMembership } from './change-membership.use-case';
import { DisableStaff } from './disable-staff.use-case';
import { InviteStaff } from './invite-staff.use-case';
import { MembershipStore } from './membership.store';

jest.setTimeout(60_000);

const ORIGIN = { requestId: 'request', address: '203.0.113.9' };

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

const part: Desk['service']['part'] = (type) => desk.service.part(type);
const someone = (): { name: string; email: string; locale: 'en' } => {
  const unique = uniqueText();
  return { name: `Robin ${unique}`, email: `robin.${unique}@academy.example`, locale: 'en' };
};
const invite = (role: SiteRole = 'reviewer', said = someone(), by: SiteAccess = desk.ann): Promise<{ person: Staff }> =>
  part(InviteStaff).toSite(desk.siteId, { ...said, role }, by);

/** Somebody who can log in, with that role. */
async function colleague(role: SiteRole): Promise<SiteAccess> {
  const { person } = await invite(role);
  await desk.rows.manager.update(Staff, { id: person.id }, { invitedAt: null });
  return { ...desk.ann, staffId: person.id, name: person.name, roles: [role] };
}

/** The token of the person's live link, as their mail has it. */
async function tokenOf({ id }: Pick<Staff, 'id'>): Promise<string> {
  const link = await desk.rows.manager.findOneByOrFail(StaffLink, { staffId: id });
  return referenceToken(part(Keys).for('staff-links'), { siteId: id, id: link.id, generation: 0 });
}
const mails = async (recipient: string): Promise<{ params: string }[]> =>
  desk.rows.query('SELECT params FROM mails WHERE recipient = ?', [recipient]);
const outcomes = (settled: PromiseSettledResult<unknown>[]): string[] =>
  settled
    .map((each) => (each.status === 'fulfilled' ? 'done' : ((each.reason as { code?: string }).code ?? String(each.reason))))
    .sort();

describe('an invitation', () => {
  it('of one address by several at once makes one person and one mail', async () => {
    const said = someone();
    const settled = await Promise.allSettled(Array.from({ length: 4 }, () => invite('viewer', said)));
    expect(outcomes(settled)).toEqual(['done', 'staff-email-taken', 'staff-email-taken', 'staff-email-taken']);
    expect(await mails(said.email)).toHaveLength(1);
    expect(await desk.rows.manager.countBy(Staff, { email: said.email })).toBe(1);
  });

  it('used by several at once sets one password', async () => {
    const { person } = await invite();
    const token = await tokenOf(person);
    const passwords = Array.from({ length: 4 }, () => aPassword());
    const settled = await Promise.allSettled(
      passwords.map((password) => part(SetStaffPassword).execute(token, password, ORIGIN)),
    );
    const invalid = 'password-link-not-valid';
    expect(outcomes(settled)).toEqual(['done', invalid, invalid, invalid]);
    const right = passwords[settled.findIndex(({ status }) => status === 'fulfilled')] ?? '';
    expect(await part(LogInStaff).identify({ email: person.email, password: right }, '192.0.2.1')).toMatchObject({
      invitedAt: null,
    });
  });

  it('counts 72 hours, and the newest one alone', async () => {
    const said = someone();
    const { person } = await invite('viewer', said);
    const first = await tokenOf(person);
    const other = await desk.atAnotherSite();
    await part(InviteStaff).toSite(other.siteId, { ...said, role: 'viewer' }, other.ann);
    await expect(part(SetStaffPassword).look(first)).rejects.toMatchObject({ code: 'password-link-not-valid' });
    const second = await tokenOf(person);
    desk.service.putForward(71.9);
    expect(await part(SetStaffPassword).look(second)).toMatchObject({ email: said.email });
    desk.service.putForward(0.2);
    await expect(part(SetStaffPassword).execute(second, aPassword(), ORIGIN)).rejects.toMatchObject({
      code: 'password-link-not-valid',
    });
  });

  it('is not used up by a password that is refused', async () => {
    const { person } = await invite();
    const token = await tokenOf(person);
    await expect(part(SetStaffPassword).execute(token, 'short', ORIGIN)).rejects.toMatchObject({ code: 'validation-failed' });
    await part(SetStaffPassword).execute(token, aPassword(), ORIGIN);
  });

  it('has no link for who has a password, and leaves name and password as they are', async () => {
    const other = await desk.atAnotherSite();
    const { email } = desk.ben;
    await part(InviteStaff).toSite(other.siteId, { ...someone(), email, role: 'reviewer' }, other.ann);
    expect(await desk.rows.manager.findOneByOrFail(Staff, { id: desk.ben.staffId })).toMatchObject({ name: desk.ben.name });
    const [mail] = await mails(email);
    expect(mail?.params).not.toContain('staffLink');
  });

  it('is for somebody else', async () => {
    const other = await desk.atAnotherSite();
    const mine = { ...someone(), email: desk.ann.email, role: 'administrator' as const };
    await expect(part(InviteStaff).toSite(other.siteId, mine, desk.ann)).rejects.toMatchObject({ code: 'own-role' });
  });

  it('leaves nothing secret in the database', async () => {
    const { person } = await invite();
    const token = await tokenOf(person);
    expect(JSON.stringify(await desk.service.database.dump(['staff_links', 'mails', 'staff']))).not.toContain(token);
  });
});

describe('a forgotten password', () => {
  const reset = (email: string): Promise<void> => part(RequestPasswordReset).execute(email, 'en');

  it('is answered alike for everybody, and written to who is on the staff', async () => {
    const known = await colleague('viewer');
    const { email } = await desk.rows.manager.findOneByOrFail(Staff, { id: known.staffId });
    const before = await desk.rows.manager.countBy(StaffLink, {});
    const stranger = someone().email;
    await reset(stranger);
    expect(await mails(stranger)).toEqual([]);
    expect(await desk.rows.manager.countBy(StaffLink, {})).toBe(before);
    await desk.rows.manager.delete(StaffLink, { staffId: known.staffId });
    await reset(email);
    const token = await tokenOf({ id: known.staffId });
    const person = await desk.rows.manager.findOneByOrFail(Staff, { id: known.staffId });
    await part(LogInStaff).begin(person, 'token', { network: '', userAgent: '' }, ORIGIN);
    await part(SetStaffPassword).execute(token, aPassword(), ORIGIN);
    expect(await desk.rows.manager.countBy(StaffSession, { staffId: known.staffId })).toBe(0);
  });

  it('has a link for an hour', async () => {
    const { staffId } = await colleague('viewer');
    const { email } = await desk.rows.manager.findOneByOrFail(Staff, { id: staffId });
    await desk.rows.manager.delete(StaffLink, { staffId });
    await reset(email);
    const token = await tokenOf({ id: staffId });
    desk.service.putForward(1);
    await expect(part(SetStaffPassword).look(token)).rejects.toMatchObject({ code: 'password-link-not-valid' });
  });

  it('of somebody who is shut out brings no mail', async () => {
    const { staffId } = await colleague('viewer');
    await desk.rows.manager.update(Staff, { id: staffId }, { disabledAt: desk.service.now() });
    const { email } = await desk.rows.manager.findOneByOrFail(Staff, { id: staffId });
    const before = (await mails(email)).length;
    await reset(email);
    expect(await mails(email)).toHaveLength(before);
  });
});

describe('the administrators of a site', () => {
  it('who remove or demote each other at once leave one', async () => {
    const site = await desk.atAnotherSite();
    const members = part(MembershipStore);
    const [ann, ben] = [site.ann, site.ben];
    for (const { staffId } of [ann, ben]) {
      await part(Transactions).run((tx) => members.save(tx, { siteId: site.siteId, staffId, role: 'administrator', version: 1 }));
    }
    const change = part(ChangeMembership);
    const settled = await Promise.allSettled([
      change.remove({ siteId: site.siteId, staffId: ben.staffId }, ann),
      change.toRole({ siteId: site.siteId, staffId: ann.staffId }, 1, 'viewer', ben),
    ]);
    expect(outcomes(settled)).toEqual(['done', 'last-administrator']);
    expect(await desk.rows.manager.countBy(StaffMembership, { siteId: site.siteId, role: 'administrator' })).toBe(1);
  });

  it('count as such only when they can log in', async () => {
    const site = await desk.atAnotherSite();
    const last = { siteId: site.siteId, staffId: site.ann.staffId };
    await part(Transactions).run((tx) => part(MembershipStore).save(tx, { ...last, role: 'administrator', version: 1 }));
    await part(InviteStaff).toSite(site.siteId, { ...someone(), role: 'administrator' }, site.ann);
    await expect(part(ChangeMembership).toRole(last, 1, 'viewer', site.ben)).rejects.toMatchObject({
      code: 'last-administrator',
    });
  });

  it('do not change their own role, nor one they have not seen', async () => {
    const ann = await colleague('administrator');
    const viewer = await colleague('viewer');
    const change = part(ChangeMembership);
    await expect(change.remove(ann, ann)).rejects.toMatchObject({ code: 'own-role' });
    await expect(change.toRole(ann, 1, 'viewer', ann)).rejects.toMatchObject({ code: 'own-role' });
    await expect(change.toRole(viewer, 2, 'reviewer', ann)).rejects.toMatchObject({ code: 'version-stale' });
    expect(await change.toRole(viewer, 1, 'reviewer', ann)).toMatchObject({ membership: { role: 'reviewer', version: 2 } });
    const other = await desk.atAnotherSite();
    await expect(change.remove({ siteId: other.siteId, staffId: viewer.staffId }, ann)).rejects.toMatchObject({
      code: 'staff-member-not-found',
    });
  });

  it('end the sessions of who is nothing any more, and of nobody else', async () => {
    const gone = await colleague('viewer');
    const person = await desk.rows.manager.findOneByOrFail(Staff, { id: gone.staffId });
    await part(LogInStaff).begin(person, 'token', { network: '', userAgent: '' }, ORIGIN);
    const elsewhere = await desk.atAnotherSite();
    await part(InviteStaff).toSite(elsewhere.siteId, { ...person, locale: 'en', role: 'viewer' }, elsewhere.ann);
    await part(ChangeMembership).remove(gone, desk.ann);
    expect(await desk.rows.manager.countBy(StaffSession, { staffId: gone.staffId })).toBe(1);
    await part(ChangeMembership).remove({ siteId: elsewhere.siteId, staffId: gone.staffId }, elsewhere.ann);
    expect(await desk.rows.manager.countBy(StaffSession, { staffId: gone.staffId })).toBe(0);
  });
});

describe('operators', () => {
  it('who shut each other out at once leave one', async () => {
    const people = await Promise.all([0, 1].map(() => part(InviteStaff).asOperator(someone(), desk.ann)));
    const access = people.map(({ id, name }) => ({ ...desk.ann, siteId: null, staffId: id, name, roles: ['operator' as const] }));
    const [one, other] = access as [(typeof access)[0], (typeof access)[0]];
    const disable = part(DisableStaff);
    const settled = await Promise.allSettled([
      disable.execute(one.staffId, true, other),
      disable.execute(other.staffId, true, one),
    ]);
    expect(outcomes(settled)).toEqual(['done', 'forbidden']);
    for (const each of access) await expect(disable.execute(each.staffId, true, each)).rejects.toThrow();
  });
});
