import { bodyOf } from './answers';
import { type Api } from './api';
import { anApplicant } from './builders';
import { type NamedOperation } from './openapi-document';
import { type Scene } from './scene';
import { changeSettings, type StaffMember, type TestSite } from './site';
import { SCOPES } from '../../src/platform/access/rights';

/** Somebody who asks: the initial of their role, `k` for an API key, `-` for a stranger. */
export interface Caller {
  readonly initial: 'o' | 'a' | 'r' | 'v' | 'k' | '-';
  readonly token: string | undefined;
}

type Known = Record<string, readonly string[]>;
type Listed = Record<string, unknown>;

/**
 * A site with one of each kind of caller and something of each kind of thing, for tests that send anything. What they break is mended
 * by building another: a site whose settings, staff or sessions have been changed is no use to whoever asks next.
 */
export class Stage {
  private constructor(
    private readonly scene: Scene,
    private current: { site: TestSite; people: StaffMember[]; callers: Caller[]; tokens: string[]; tickets: string[] },
  ) {}

  static async set(scene: Scene): Promise<Stage> {
    return new Stage(scene, await build(scene));
  }

  get site(): TestSite {
    return this.current.site;
  }
  get callers(): readonly Caller[] {
    return this.current.callers;
  }

  /** A new one, unless everybody can still do what they could. */
  async mend(): Promise<void> {
    const { api, operator } = this.scene;
    const works = async ({ token }: Caller): Promise<boolean> =>
      token === undefined || (await api.send('GET', `/v1/sites/${this.site.slug}/groups`, { token })).status !== 401;
    const settings = await api.settings(this.site.administrator.token, this.site.slug);
    const all = await Promise.all(this.callers.map(works));
    if (settings.status === 200 && settings.body.enabled && settings.body.usesLoginId && all.every(Boolean)) return;
    operator.token = bodyOf(await api.staffLogin({ email: operator.email, password: operator.password }), 201).accessToken;
    this.current = await build(this.scene);
  }

  /** Values that exist, by name: for the parameters of the operation from the list that their path belongs to, and some for bodies. */
  async known({ path }: NamedOperation): Promise<Known> {
    const { tokens, tickets, site } = this.current;
    const [, list = ''] = /^(.*?)\/\{(?!site\})[^}]+\}/.exec(path) ?? [];
    const items = list === '' ? [] : await this.items(list.replace('{site}', site.slug));
    const [groups, applications] = [
      await this.items(`/v1/sites/${site.slug}/groups`),
      await this.items(`/v1/sites/${site.slug}/applications`),
    ];
    const urls = groups.flatMap(({ signupUrl }) => (signupUrl === null ? [] : [signupUrl as Listed]));
    const ids = textsAt(list.endsWith('/signup-urls') ? urls : items, 'id');
    return onlyFilled({
      ...Object.fromEntries(Object.keys(items[0] ?? {}).map((name) => [name, textsAt(items, name)])),
      id: ids,
      site: [site.slug],
      token: tokens,
      ticket: tickets,
      'Application-Ticket': tickets,
      'If-Match': ['"0"', '"1"', '"2"', '"3"', '*'],
      groupId: textsAt(groups, 'id'),
      group: textsAt(groups, 'id'),
      parentLmsId: textsAt(groups, 'lmsId'),
      signupUrlIds: textsAt(urls, 'id'),
      signupUrl: [...textsAt(urls, 'key'), ...textsAt(urls, 'id')],
      ids: [...textsAt(applications, 'id'), ...textsAt(groups, 'id')],
      application: textsAt(applications, 'id'),
      email: [...textsAt(applications, 'email'), 'sam@example.org', anApplicant().email],
      loginId: [...textsAt(applications, 'loginId'), anApplicant().loginId],
    });
  }

  private async items(path: string): Promise<Listed[]> {
    for (const { token } of [this.site.administrator, this.scene.operator]) {
      const { status, body } = await this.scene.api.send<{ items?: Listed[] } | null>('GET', path, { token });
      // Not who builds the next stage.
      if (status === 200) return (body?.items ?? []).filter(({ email }) => email !== this.scene.operator.email);
    }
    return [];
  }
}

const textsAt = (items: readonly Listed[], name: string): string[] =>
  items.map((item) => item[name]).filter((value) => typeof value === 'string');

const onlyFilled = (known: Known): Known => Object.fromEntries(Object.entries(known).filter(([, values]) => values.length > 0));

async function build(scene: Scene): Promise<Stage['current']> {
  const { api } = scene;
  const slug = `stage-${anApplicant().loginId}`.slice(0, 30);
  bodyOf(await api.createSite(scene.operator.token, { slug, name: 'Stage' }), 201);
  bodyOf(await api.changeSite(scene.operator.token, slug, { registrationAvailable: true }), 200);
  const named = { slug, name: 'Stage' };
  const nobody = scene.operator;
  const invited = (role: 'operator' | 'administrator' | 'reviewer' | 'viewer'): Promise<StaffMember> =>
    scene.joins(role, { ...named, administrator: nobody });
  const people = [await invited('operator'), await invited('administrator'), await invited('reviewer'), await invited('viewer')];
  const site = { ...named, administrator: await invited('administrator') };
  await changeSettings(api, site, { enabled: true });
  const { key, tokens, tickets } = await furnish(scene, site);
  const callers = people.map(({ token }, i): Caller => ({ initial: (['o', 'a', 'r', 'v'] as const)[i] ?? '-', token }));
  return {
    site,
    people,
    callers: [...callers, { initial: 'k', token: key }, { initial: '-', token: undefined }],
    tokens,
    tickets,
  };
}

/** Something of each kind. */
async function furnish(scene: Scene, site: TestSite): Promise<{ key: string; tokens: string[]; tickets: string[] }> {
  const { token } = site.administrator;
  const post = <Body>(api: Api, path: string, json: object): Promise<Body> =>
    api.send<Body>('POST', `/v1/sites/${site.slug}/${path}`, { token, json }).then((answer) => bodyOf(answer, 201));
  const group = bodyOf(await scene.api.upsertGroup(token, site.slug, 'course-1', { name: 'Maths' }), 201);
  bodyOf(await scene.api.upsertGroup(token, site.slug, 'course-2', { name: 'Music' }), 201);
  await post(scene.api, 'signup-urls', { groupId: group.id });
  const { key } = await post<{ key: string }>(scene.api, 'api-keys', { name: 'LMS', scopes: Object.keys(SCOPES) });
  const [waits, links] = [await scene.activates({}, site), [await scene.applies({}, site), await scene.applies({}, site)]];
  const all = [waits, ...links];
  return { key, tokens: all.map((each) => each.token), tickets: all.map(({ ticket }) => ticket) };
}
