import { hash } from '@node-rs/argon2';
import { v7 } from 'uuid';
import { changesBetween } from '../../src/site-history/domain/field-changes';
import { bodyOf } from './answers';
import { Api, type RegistrationSettings } from './api';
import { aSlug, aStaffMember, type StaffCredentials } from './builders';
import { type Service } from './service';

export type SiteRole = 'administrator' | 'reviewer' | 'viewer';

/** Somebody with rights, logged in. */
export interface StaffMember extends StaffCredentials {
  /** What colleagues read beside a decision. */
  name: string;
  token: string;
}

export interface TestSite {
  slug: string;
  name: string;
  administrator: StaffMember;
}

const asText = (moment: Date): string => moment.toISOString().replace('T', ' ').replace('Z', '');

/**
 * Somebody on the staff, logged in: put into the database as `create-staff` puts them there, with their entry in the site's history.
 * The command itself, a program that loads the whole service, is tried in tests of its own.
 */
export async function createStaff(service: Service, rights: 'operator' | { site: string; role: SiteRole }): Promise<StaffMember> {
  const credentials = aStaffMember();
  const person = { id: v7(), name: credentials.email.split('@')[0] ?? '' };
  const now = asText(new Date());
  await service.database.write(
    'INSERT INTO staff (id, name, email, emailKey, passwordHash, isOperator, tokenGeneration, mustChangePassword, createdAt) VALUES (?, ?, ?, ?, ?, ?, 0, 0, ?)',
    [
      person.id,
      person.name,
      credentials.email,
      credentials.email.toLowerCase(),
      await hash(credentials.password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 }),
      rights === 'operator' ? 1 : 0,
      now,
    ],
  );
  if (rights !== 'operator') await putOnSite(service, rights, person);
  const api = new Api(service.baseUrl);
  const token = bodyOf(await api.staffLogin(credentials), 201).accessToken;
  return { ...credentials, name: person.name, token };
}

async function putOnSite(
  { database }: Service,
  { site, role }: { site: string; role: SiteRole },
  { id, name }: { id: string; name: string },
): Promise<void> {
  const [found] = await database.rows<{ id: string }>('SELECT id FROM sites WHERE slug = ?', [site]);
  if (found === undefined) throw new Error(`There is no site ${site}.`);
  await database.write('INSERT INTO staff_memberships (siteId, staffId, role, version) VALUES (?, ?, ?, 1)', [
    found.id,
    id,
    role,
  ]);
  const changes = JSON.stringify(changesBetween({}, { staffId: id, name, role }));
  await database.write(
    "INSERT INTO site_history (siteId, id, at, subject, event, aboutId, actorKind, changes) VALUES (?, ?, ?, 'staff', 'create', ?, 'system', ?)",
    [found.id, v7(), asText(new Date()), id, changes],
  );
}

/** A site whose registration is open, with its administrator. */
export async function createSite(
  service: Service,
  operator: StaffMember,
  settings: { autoApprove?: boolean } = {},
): Promise<TestSite> {
  const api = new Api(service.baseUrl);
  const slug = aSlug();
  const name = `Academy ${slug}`;
  bodyOf(await api.createSite(operator.token, { slug, name }), 201);
  bodyOf(await api.changeSite(operator.token, slug, { registrationAvailable: true }), 200);
  const administrator = await createStaff(service, { site: slug, role: 'administrator' });
  const site = { slug, name, administrator };
  await changeSettings(api, site, { enabled: true, autoApprove: settings.autoApprove ?? false });
  return site;
}

/** Changes the site's switches, whatever version they are at. */
export async function changeSettings(
  api: Api,
  { slug, administrator }: TestSite,
  change: {
    [Setting in keyof RegistrationSettings]?: RegistrationSettings[Setting] extends object
      ? Partial<RegistrationSettings[Setting]>
      : RegistrationSettings[Setting];
  },
): Promise<void> {
  const current = await api.settings(administrator.token, slug);
  bodyOf(await api.changeSettings(administrator.token, slug, change, current.headers.get('etag')), 200);
}
