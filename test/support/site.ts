import { bodyOf } from './answers';
import { Api, type RegistrationSettings } from './api';
import { aSlug, aStaffMember, type StaffCredentials } from './builders';
import { runProgram, type Service } from './service';

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

/** Creates staff the way operations does: through the command line. */
export async function createStaff(service: Service, rights: 'operator' | { site: string; role: SiteRole }): Promise<StaffMember> {
  const credentials = aStaffMember();
  const as = rights === 'operator' ? ['--operator'] : ['--site', rights.site, '--role', rights.role];
  const result = await runProgram('cli.js', ['create-staff', '--email', credentials.email, ...as, '--password-stdin'], {
    settings: service.settings,
    folder: service.home.folder,
    input: `${credentials.password}\n`,
    withinSeconds: 60,
  });
  if (result.exitCode !== 0) throw new Error(`create-staff ended with ${String(result.exitCode)}:\n${result.output}`);
  const api = new Api(service.baseUrl);
  const token = bodyOf(await api.staffLogin(credentials), 201).accessToken;
  const { name } = bodyOf(await api.send<{ name: string }>('GET', '/v1/staff/me', { token }), 200);
  return { ...credentials, name, token };
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
