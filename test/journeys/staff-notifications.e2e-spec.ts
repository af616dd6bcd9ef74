import { bodyOf, problemOf } from '../support/answers';
import { type Answer } from '../support/api';
import { linkIn, Scene } from '../support/scene';
import { changeSettings, createSite, createStaff, type StaffMember, type TestSite } from '../support/site';
import { type ReceivedMail } from '../support/smtp-sink';

// The client throws on any 5xx, so every request here also shows that there is none.
jest.setTimeout(120_000);

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open();
});
afterAll(() => scene.close());

type Choice = Answer<{ waitingApplications: string }>;

const pathOf = ({ slug }: TestSite): string => `/v1/sites/${slug}/notifications/mine`;

const chosen = async ({ token }: StaffMember, site: TestSite = scene.site): Promise<string> =>
  bodyOf<{ waitingApplications: string }>(await scene.api.send('GET', pathOf(site), { token }), 200).waitingApplications;

const choose = ({ token }: StaffMember, waitingApplications: unknown, site: TestSite = scene.site): Promise<Choice> =>
  scene.api.send('PUT', pathOf(site), { token, json: { waitingApplications } });

const aReviewer = (site: TestSite = scene.site): Promise<StaffMember> =>
  createStaff(scene.service, { site: site.slug, role: 'reviewer' });

async function idOf({ token }: StaffMember): Promise<string> {
  return bodyOf(await scene.api.send<{ id: string }>('GET', '/v1/staff/me', { token }), 200).id;
}

/** Somebody applies and confirms; the staff that is told of it has been told. */
async function isTold(...people: StaffMember[]): Promise<ReceivedMail[]> {
  await scene.activates();
  await scene.everythingSent();
  return people.flatMap(({ email }) => scene.sink.mailsTo(email).slice(-1));
}

const unsubscribeUrlIn = (mail: ReceivedMail | undefined): URL =>
  new URL(/^<(.*)>$/.exec(mail?.headers.get('list-unsubscribe') ?? '')?.[1] ?? 'missing:');

const FORM = 'application/x-www-form-urlencoded';

/** As mail programs do it: RFC 8058. */
const oneClick = (url: URL, contentType = FORM, raw = 'List-Unsubscribe=One-Click'): Promise<Answer> =>
  scene.api.send('POST', url.pathname + url.search, { raw, headers: { 'content-type': contentType } });

describe('who is on the staff of a site', () => {
  it('is told of each application at once, until they choose otherwise', async () => {
    const reviewer = await aReviewer();
    await changeSettings(scene.api, scene.site, { notifiedOfApplications: ['administrators', await idOf(reviewer)] });
    expect(await chosen(reviewer)).toBe('immediately');
    expect(await isTold(reviewer)).toHaveLength(1);
    for (const pace of ['hourly', 'off']) {
      expect(bodyOf(await choose(reviewer, pace), 200)).toEqual({ waitingApplications: pace });
      expect(await chosen(reviewer)).toBe(pace);
      await isTold(reviewer);
      expect(scene.sink.mailsTo(reviewer.email)).toHaveLength(1);
    }
    expect(scene.sink.mailsTo(scene.site.administrator.email).length).toBeGreaterThanOrEqual(3);
    bodyOf(await choose(reviewer, 'immediately'), 200);
    await isTold(reviewer);
    expect(scene.sink.mailsTo(reviewer.email)).toHaveLength(2);
  });

  it('chooses for one site alone', async () => {
    const site = await createSite(scene.service, scene.operator);
    bodyOf(await choose(site.administrator, 'off', site), 200);
    expect(await chosen(scene.site.administrator)).toBe('immediately');
    problemOf(await choose(site.administrator, 'off'), 404, 'site-not-found');
    problemOf(await choose(scene.operator, 'off'), 403, 'forbidden');
  });

  it.each([['daily'], [null], [''], [['off']], [{}]])('cannot choose %j', async (pace) => {
    const problem = problemOf(await choose(scene.site.administrator, pace), 422, 'validation-failed');
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['#/waitingApplications']);
  });
});

describe('a notification', () => {
  let reviewer: StaffMember;
  let mail: ReceivedMail | undefined;
  let url: URL;
  beforeAll(async () => {
    reviewer = await aReviewer();
    await changeSettings(scene.api, scene.site, { notifiedOfApplications: [await idOf(reviewer)] });
    [mail] = await isTold(reviewer);
    url = unsubscribeUrlIn(mail);
  });
  beforeEach(async () => {
    bodyOf(await choose(reviewer, 'immediately'), 200);
  });

  it('says where one click stops them; mails to applicants do not', async () => {
    expect(url.href.startsWith(`${scene.service.baseUrl}/staff-notifications/unsubscribe?token=`)).toBe(true);
    expect(mail?.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const { mail: activation } = await scene.applies();
    expect([...activation.headers.keys()].filter((key) => key.startsWith('list-'))).toEqual([]);
  });

  it.each([['GET'], ['HEAD']])('is not stopped by opening that link: %s', async (method) => {
    const answer = await scene.api.send(method, url.pathname + url.search);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await chosen(reviewer)).toBe('immediately');
  });

  it('is stopped by the button on its page', async () => {
    const page = await scene.api.send('GET', url.pathname + url.search, { headers: { 'accept-language': 'ja' } });
    expect(page.text).toContain('<html lang="ja" dir="ltr">');
    expect(page.text).toContain(scene.site.name);
    const [, token = ''] = /name="token" value="([^"]+)"/.exec(page.text) ?? [];
    const done = await oneClick(new URL(url.pathname, url), FORM, new URLSearchParams({ token }).toString());
    expect(done.status).toBe(200);
    expect(done.text).toContain(scene.site.name);
    expect(await chosen(reviewer)).toBe('off');
    const before = scene.sink.mailsTo(reviewer.email).length;
    await isTold(reviewer);
    expect(scene.sink.mailsTo(reviewer.email)).toHaveLength(before);
  });

  it.each([
    [FORM, 'List-Unsubscribe=One-Click'],
    [
      'multipart/form-data; boundary=frontier',
      '--frontier\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--frontier--\r\n',
    ],
  ])('is stopped by one click of a mail program, as %s, as often as one likes', async (contentType, body) => {
    for (let i = 0; i < 2; i += 1) {
      expect((await oneClick(url, contentType, body)).status).toBe(200);
      expect(await chosen(reviewer)).toBe('off');
    }
  });

  it('is not stopped with a link that was forged, or is of another kind', async () => {
    const token = url.searchParams.get('token') ?? '';
    const { token: activation } = await scene.applies();
    const forged = [
      '',
      'none',
      token.slice(1),
      `${token}A`,
      token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A'),
      (token.startsWith('A') ? 'B' : 'A') + token.slice(1),
      activation,
      '../../etc',
    ];
    for (const each of forged) {
      const other = new URL(url);
      other.searchParams.set('token', each);
      for (const answer of [await oneClick(other), await scene.api.send('GET', other.pathname + other.search)]) {
        expect({ each, status: answer.status }).toEqual({ each, status: 404 });
        expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      }
    }
    expect((await oneClick(new URL(`${url.href}&token=none`))).status).toBe(404);
    expect((await oneClick(new URL(url.pathname, url))).status).toBe(404);
    expect(await chosen(reviewer)).toBe('immediately');
    // Nor does this one confirm anything.
    problemOf(await scene.api.lookAtLink(token), 404, 'activation-link-unknown');
  });

  it('takes no multipart anywhere else', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    problemOf(await scene.api.send('POST', '/v1/activations', { raw: '--x--', headers }), 415, 'unsupported-media-type');
    expect((await scene.api.send('POST', '/activate', { raw: '--x--', headers })).status).toBe(415);
  });
});

describe('the sender of a site’s mails', () => {
  it('is the service, until the site says otherwise; then all its mails have its name, and answers go where it says', async () => {
    const site = await createSite(scene.service, scene.operator);
    const { mail: before } = await scene.applies({}, site);
    expect(before.headers.get('from')).toBe('Matricula <registration@matricula.example>');
    expect(before.headers.has('reply-to')).toBe(false);
    await changeSettings(scene.api, site, { sender: { name: '北アカデミー, Inc.', replyTo: 'Office@academy.example' } });
    const { mail } = await scene.applies({}, site);
    const from = mail.headers.get('from')?.replace(/\r\n(?=[ \t])/g, '') ?? '';
    expect(from).toMatch(/^=\?UTF-8\?[BQ]\?[^\r\n]+\?= <registration@matricula\.example>$/);
    expect(decoded(from)).toBe('北アカデミー, Inc. <registration@matricula.example>');
    expect(mail.headers.get('reply-to')).toBe('Office@academy.example');
    expect(mail.envelope.from).toBe('registration@matricula.example');
    const { mail: elsewhere } = await scene.applies();
    expect(elsewhere.headers.get('from')).toBe(before.headers.get('from'));
    const [entry] = bodyOf(await scene.api.siteHistory(site.administrator.token, site.slug), 200).items;
    expect(entry).toMatchObject({
      subject: 'registration-settings',
      actor: { name: site.administrator.name },
      changes: [
        { field: 'sender.name', from: null, to: '北アカデミー, Inc.' },
        { field: 'sender.replyTo', from: null, to: 'Office@academy.example' },
      ],
    });
    await changeSettings(scene.api, site, { sender: { replyTo: null } });
    expect((await scene.applies({}, site)).mail.headers.has('reply-to')).toBe(false);
  });

  it.each<[string, object, string]>([
    ['a header in its name', { name: 'Academy\r\nBcc: eve' }, '#/sender/name'],
    ['a line feed in its name', { name: 'Academy\nX-Evil: 1' }, '#/sender/name'],
    ['an address for a name', { name: 'Bank <help@bank.example>' }, '#/sender/name'],
    ['a name that turns text round', { name: 'Academy\u202egnp' }, '#/sender/name'],
    ['a name too long', { name: 'x'.repeat(61) }, '#/sender/name'],
    ['two addresses', { replyTo: 'a@b.example, c@d.example' }, '#/sender/replyTo'],
    ['a header in the address', { replyTo: 'a@b.example\r\nBcc: eve@evil.example' }, '#/sender/replyTo'],
    ['an address with a name', { replyTo: 'Office <a@b.example>' }, '#/sender/replyTo'],
    ['the address mails come from', { address: 'a@b.example' }, '#/sender/address'],
  ])('cannot have %s', async (_what, sender, pointer) => {
    const { token } = scene.site.administrator;
    const etag = (await scene.api.settings(token, scene.site.slug)).headers.get('etag');
    const answer = await scene.api.changeSettings(token, scene.site.slug, { sender }, etag);
    expect(problemOf(answer, 422, 'validation-failed').errors?.map((each) => each.pointer)).toEqual([pointer]);
  });

  it('writes one line, whatever the name is made of', async () => {
    const site = await createSite(scene.service, scene.operator);
    await changeSettings(scene.api, site, { sender: { name: "O'Neill; Smith, & Co. (a:b) \\ =?UTF-8?Q?x?=", replyTo: null } });
    const { mail } = await scene.applies({}, site);
    const head = mail.raw.slice(0, mail.raw.indexOf('\r\n\r\n'));
    expect(head.match(/^from:/gim)).toHaveLength(1);
    expect(head).not.toMatch(/^bcc:|^x-evil:/im);
    expect(mail.envelope.from).toBe('registration@matricula.example');
    expect(linkIn(mail.text)).toBeDefined();
  });
});

/** A header in encoded words (RFC 2047), as people read it. */
function decoded(header: string): string {
  const words = header.replace(/\?=\s+=\?/g, '?==?').replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, text: string) => {
    const bytes =
      how.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64')
        : Buffer.from(
            text
              .replaceAll('_', ' ')
              .replace(/=([0-9A-F]{2})/gi, (__, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
            'latin1',
          );
    return bytes.toString('utf8');
  });
  return words;
}
