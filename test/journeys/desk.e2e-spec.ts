import { bodyOf, problemOf } from '../support/answers';
import { type Application, type ApplicationList } from '../support/api';
import { Scene } from '../support/scene';
import { createSite, createStaff, type StaffMember, type TestSite } from '../support/site';

jest.setTimeout(120_000);

interface Listed {
  count: number;
  exact: boolean;
  items: Application[];
}
interface Details extends Application {
  answers: unknown[];
  terms: unknown;
  group: unknown;
  signupUrl: unknown;
  authenticationCode: unknown;
  mails: { template: string; state: string; sentAt: string | null; tries: number }[];
  earlierApplications: Application[];
  lookAlikes: { sameMailbox: Listed; sameNetwork: Listed };
  history: { event: string }[];
}

let scene: Scene;
let site: TestSite;
let reviewer: StaffMember;
beforeAll(async () => {
  scene = await Scene.open({ RATE_LIMITS: 'off' });
  site = scene.site;
  reviewer = await createStaff(scene.service, { site: site.slug, role: 'reviewer' });
});
afterAll(() => scene.close());

const list = async (query: Record<string, string>, on = site): Promise<ApplicationList> =>
  bodyOf(await scene.api.listApplications(on.administrator.token, on.slug, query), 200);
const namesOf = ({ items }: ApplicationList): string[] => items.map(({ name }) => name);
const details = async (id: string, token = reviewer.token): Promise<Details> =>
  bodyOf(await scene.api.application(token, site.slug, id), 200) as Details;

describe('a reviewer who looks for somebody', () => {
  let where: TestSite;
  beforeAll(async () => {
    where = await createSite(scene.service, scene.operator);
    await scene.applies({ name: 'Mio Hayashi', loginId: 'Mio_Hayashi', email: 'mio@north.example' }, where);
    await scene.activates({ name: '田中 花子', loginId: 'hana.tanaka', email: 'hana.tanaka@south.example' }, where);
    await scene.applies({ name: '田中 100%', loginId: 'hanakotanaka', email: 'hana.t@north.example' }, where);
    await scene.everythingSent();
  });

  it.each<[Record<string, string>, string[]]>([
    [{}, ['田中 100%', '田中 花子', 'Mio Hayashi']],
    [{ sort: 'appliedAt' }, ['Mio Hayashi', '田中 花子', '田中 100%']],
    [{ status: 'unapproved' }, ['田中 花子']],
    [{ status: 'unapproved,not_activated', loginId: 'HANA' }, ['田中 100%', '田中 花子']],
    [{ loginId: 'hana.' }, ['田中 花子']],
    [{ loginId: 'mio_' }, ['Mio Hayashi']],
    [{ loginId: 'hana_' }, []],
    [{ loginId: '%' }, []],
    [{ email: 'hana.t' }, ['田中 100%', '田中 花子']],
    [{ email: '@North.example' }, ['田中 100%', 'Mio Hayashi']],
    [{ email: '@north' }, []],
    [{ name: '田中' }, ['田中 100%', '田中 花子']],
    [{ name: '田中 100%' }, ['田中 100%']],
    [{ name: 'ＭＩＯ' }, ['Mio Hayashi']],
    [{ appliedFrom: '2020-01-01', appliedTo: '2100-01-01', name: 'mio' }, ['Mio Hayashi']],
    [{ appliedTo: '2020-01-01' }, []],
    [{ mailState: 'sent' }, ['田中 100%', '田中 花子', 'Mio Hayashi']],
    [{ mailState: 'failed' }, []],
    [{ decidedBy: 'service' }, []],
    [{ group: 'none' }, []],
    [{ signupUrl: 'none', authenticationCode: 'none' }, []],
  ])('finds by %j: %j', async (query, names) => {
    expect(namesOf(await list(query, where))).toEqual(names);
    const rest = Object.fromEntries(Object.entries(query).filter(([key]) => key !== 'status' && key !== 'sort'));
    const counts = bodyOf(await scene.api.countApplications(where.administrator.token, where.slug, rest), 200);
    const total = Object.values(counts).reduce((sum, { count }) => sum + count, 0);
    expect(total).toBe(namesOf(await list(rest, where)).length);
    expect(Object.values(counts).every(({ exact }) => exact)).toBe(true);
  });

  it('finds who was decided by whom', async () => {
    const { id } = await scene.activates();
    bodyOf(await scene.api.approve(reviewer.token, site.slug, id), 200);
    const me = bodyOf(await scene.api.send<{ id: string }>('GET', '/v1/staff/me', { token: reviewer.token }), 200);
    expect((await list({ decidedBy: me.id })).items.map((each) => each.id)).toEqual([id]);
    expect((await list({ decidedBy: me.id, status: 'not_approved' })).items).toEqual([]);
  });

  it.each<[string, string]>([
    ['status=weather', '#/status'],
    ['status=', '#/status'],
    ['status[]=approved', '#/status%5B%5D'],
    [`loginId=${'a'.repeat(31)}`, '#/loginId'],
    ['loginId=a&loginId=b', '#/loginId'],
    [`email=${'a'.repeat(255)}`, '#/email'],
    [`name=${'a'.repeat(51)}`, '#/name'],
    ['name=%00', '#/name'],
    ['appliedFrom=2026-02-30', '#/appliedFrom'],
    ['appliedTo=now', '#/appliedTo'],
    ['appliedTo=2026-01-01&appliedTo=2026-01-02', '#/appliedTo'],
    ['appliedFrom=9999-12-31', '#/appliedFrom'],
    ['mailState=lost', '#/mailState'],
    ['sort=name', '#/sort'],
    ['limit=0', '#/limit'],
    ['limit=201', '#/limit'],
    ['cursor=x', '#/cursor'],
    ['cursor=', '#/cursor'],
    ['color=red', '#/color'],
  ])('is told what is wrong with ?%s', async (query, pointer) => {
    const answer = await scene.api.send('GET', `/v1/sites/${site.slug}/applications?${query}`, { token: reviewer.token });
    expect(problemOf(answer, 422, 'validation-failed').errors).toMatchObject([{ pointer }]);
  });

  it.each(["' OR 1=1 --", '\\', '"', '🙂', '%', '_', '\u202e', '*', 'a b', '1e999', '__proto__'])(
    'finds nothing by %j, and nothing breaks',
    async (text) => {
      for (const field of ['loginId', 'email', 'name', 'group', 'signupUrl', 'authenticationCode', 'decidedBy']) {
        expect((await list({ [field]: text })).items).toEqual([]);
      }
    },
  );
});

describe('a list in pages', () => {
  it('is the same back as forth, whoever applies meanwhile', async () => {
    const where = await createSite(scene.service, scene.operator);
    for (let i = 0; i < 5; i += 1) await scene.applies({ name: `Person ${i}` }, where);
    const first = await list({ limit: '2' }, where);
    expect([namesOf(first), first.previousCursor]).toEqual([['Person 4', 'Person 3'], null]);
    const second = await list({ limit: '2', cursor: first.nextCursor ?? '' }, where);
    await scene.applies({ name: 'Person 5' }, where);
    const third = await list({ limit: '2', cursor: second.nextCursor ?? '' }, where);
    expect([namesOf(second), namesOf(third), third.nextCursor]).toEqual([['Person 2', 'Person 1'], ['Person 0'], null]);
    const back = await list({ limit: '2', cursor: third.previousCursor ?? '' }, where);
    expect(namesOf(back)).toEqual(namesOf(second));
    const front = await list({ limit: '2', cursor: back.previousCursor ?? '' }, where);
    expect(namesOf(front)).toEqual(namesOf(first));
    const newer = await list({ limit: '2', cursor: front.previousCursor ?? '' }, where);
    expect([namesOf(newer), newer.previousCursor]).toEqual([['Person 5'], null]);
  });
});

describe('the details', () => {
  it('tell what became of the mails, as soon as it is known', async () => {
    const { form } = await scene.applies();
    await scene.everythingSent();
    const { id } = await scene.applicationOf(form.email);
    const { mails, history } = await details(id);
    expect(mails).toMatchObject([{ template: 'activation', state: 'sent', tries: 1, sentAt: expect.any(String) as string }]);
    expect(history.map(({ event }) => event)).toEqual(['apply']);
    expect((await list({ mailState: 'sent', loginId: form.loginId })).items.map((each) => each.id)).toEqual([id]);
    expect((await list({ mailState: 'queued', loginId: form.loginId })).items).toEqual([]);
  });

  it('show earlier applications of the same person, and who looks like them', async () => {
    const before = await scene.activates({ email: 'twice@person.example' });
    bodyOf(await scene.decline(before.id), 200);
    const again = await scene.applies({ email: 'Twice@person.example' });
    const tagged = await scene.applies({ email: 'twice+again@person.example' });
    const { id } = (await scene.applicationsOf('Twice@person.example'))[0] as Application;
    const shown = await details(id);
    expect(shown.earlierApplications.map((each) => [each.id, each.status])).toEqual([[before.id, 'not_approved']]);
    expect(shown.lookAlikes.sameMailbox).toMatchObject({ count: 1, exact: true, items: [{ email: tagged.form.email }] });
    expect(shown.lookAlikes.sameNetwork.items.map(({ email }) => email)).toContain(tagged.form.email);
    expect(shown.lookAlikes.sameNetwork.items.map((each) => each.id)).not.toContain(id);
    expect(shown).toMatchObject({ group: null, signupUrl: null, authenticationCode: null, terms: null, answers: [] });
    expect(again.form.email).toBe(shown.email);
  });

  it('say by their tag when a colleague has decided', async () => {
    const { id } = await scene.activates();
    const path = `/v1/sites/${site.slug}/applications/${id}`;
    await scene.everythingSent();
    const seen = await scene.api.send('GET', path, { token: reviewer.token });
    const headers = { 'if-none-match': seen.headers.get('etag') ?? '' };
    const same = await scene.api.send('GET', path, { token: reviewer.token, headers });
    expect([same.status, same.text]).toEqual([304, '']);
    bodyOf(await scene.approve(id), 200);
    const changed = await scene.api.send<Details>('GET', path, { token: reviewer.token, headers });
    expect(bodyOf(changed, 200)).toMatchObject({ status: 'approved', decidedBy: site.administrator.name });
  });
});

describe('the export', () => {
  let where: TestSite;
  let applied: Application[];
  beforeAll(async () => {
    where = await createSite(scene.service, scene.operator);
    await addQuestions(where);
    await scene.applies(
      { name: '=1+1', loginId: 'first.one', email: 'one@export.example', ...answering({ company: 'A "B", C' }) },
      where,
    );
    await scene.activates(
      { name: '山田 花子', loginId: 'second.one', email: 'two@export.example', ...answering({ topics: ['music', 'maths'] }) },
      where,
    );
    applied = (await list({ sort: 'appliedAt' }, where)).items;
  });

  it('is CSV with the site’s own questions as columns, in the reader’s language', async () => {
    const [one, two] = applied as [Application & Row, Application & Row];
    const headers = { 'accept-language': 'ja' };
    const { token } = where.administrator;
    const answer = await scene.api.exportApplications(token, where.slug, { sort: 'appliedAt' }, headers);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(answer.text.replace(/^\uFEFF/, '').split('\r\n')).toEqual([
      'ID,状態,氏名,ログインID,メールアドレス,表示名,部署,役職,国,言語,タイムゾーン,グループ（LMSのID）,グループ,登録画面URL（ID）,' +
        '認証コード（ラベル）,利用規約（版）,申請日時,メール認証日時,判定日時,判定者,Company,学びたいこと',
      `${one.id},not_activated,'=1+1,first.one,one@export.example,,,,,,,,,,,,${one.appliedAt},,,,"A ""B"", C",`,
      `${two.id},unapproved,山田 花子,second.one,two@export.example,,,,,,,,,,,,${two.appliedAt},${two.activatedAt},,,,Mathematics; 音楽`,
      '',
    ]);
  });

  it('is one object a line for programs, and only what was asked for', async () => {
    const { token } = where.administrator;
    const headers = { accept: 'application/x-ndjson' };
    const answer = await scene.api.exportApplications(token, where.slug, { status: 'unapproved', name: '山' }, headers);
    const lines = answer.text.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { id: applied[1]?.id, status: 'unapproved', answers: { topics: ['music', 'maths'] }, groupName: null },
    ]);
  });

  it('is for who decides, not for who only looks', async () => {
    const viewer = await createStaff(scene.service, { site: where.slug, role: 'viewer' });
    problemOf(await scene.api.exportApplications(viewer.token, where.slug), 403, 'forbidden');
    problemOf(
      await scene.api.exportApplications(where.administrator.token, where.slug, { appliedTo: 'x' }),
      422,
      'validation-failed',
    );
    problemOf(await scene.api.exportApplications(reviewer.token, where.slug), 404, 'site-not-found');
  });
});

interface Row {
  activatedAt: string;
}

const answering = (answers: object): object => ({ answers });

async function addQuestions({ slug, administrator: { token } }: TestSite): Promise<void> {
  const path = `/v1/sites/${slug}/registration-fields`;
  const { headers } = await scene.api.send('GET', path, { token });
  const builtIn = ['loginId', 'name', 'email', 'password'].map((key) => ({ type: 'built-in', key }));
  const fields = [
    ...builtIn,
    { type: 'text', key: 'company', label: { en: 'Company' } },
    {
      type: 'checkbox',
      key: 'topics',
      label: { en: 'Topics', ja: '学びたいこと' },
      options: [
        { value: 'maths', label: { en: 'Mathematics' } },
        { value: 'music', label: { en: 'Music', ja: '音楽' } },
      ],
    },
  ];
  bodyOf(await scene.api.send('PUT', path, { token, json: { fields }, headers: { 'if-match': headers.get('etag') ?? '' } }), 200);
}
