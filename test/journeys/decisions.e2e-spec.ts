import { bodyOf, problemOf } from '../support/answers';
import { type Answer, type Application, type DecisionJob, type Decisions } from '../support/api';
import { countRows } from '../support/database';
import { Scene } from '../support/scene';
import { createSite, createStaff, type StaffMember } from '../support/site';

jest.setTimeout(120_000);

let scene: Scene;
let reviewer: StaffMember;
beforeAll(async () => {
  scene = await Scene.open();
  reviewer = await createStaff(scene.service, { site: scene.site.slug, role: 'reviewer' });
});
afterAll(() => scene.close());

const mailsOf = (applicationId: string, template: string): Promise<number> =>
  countRows(scene.service.database, 'mails WHERE applicationId = ? AND template = ?', [applicationId, template]);

const decideMany = (decisions: object, key?: string): Promise<Answer<Decisions>> =>
  scene.api.decideMany(reviewer.token, scene.site.slug, decisions, key);

const reasonsPath = (): string => `/v1/sites/${scene.site.slug}/decline-reasons`;

async function changeReasons(reasons: object[]): Promise<string> {
  const { token } = scene.site.administrator;
  const seen = await scene.api.send('GET', reasonsPath(), { token });
  const saved = await scene.api.changeDeclineReasons(token, scene.site.slug, reasons, seen.headers.get('etag') ?? '');
  bodyOf(saved, 200);
  return saved.headers.get('etag') ?? '';
}

const COURSE_FULL = { key: 'course-full', text: { en: 'The course is full.', ja: 'コースは満席です。' } };

describe('the site’s reasons to decline', () => {
  it('are empty at first, and changed by administrators with the version they have read', async () => {
    const site = await createSite(scene.service, scene.operator);
    const { token } = site.administrator;
    const path = `/v1/sites/${site.slug}/decline-reasons`;
    const seen = await scene.api.send('GET', path, { token });
    expect([bodyOf(seen, 200), seen.headers.get('etag')]).toEqual([{ reasons: [] }, '"0"']);
    const saved = await scene.api.changeDeclineReasons(token, site.slug, [COURSE_FULL], '"0"');
    expect([bodyOf(saved, 200), saved.headers.get('etag')]).toEqual([{ reasons: [COURSE_FULL] }, '"1"']);
    problemOf(await scene.api.changeDeclineReasons(token, site.slug, [], '"0"'), 412, 'version-stale');
    problemOf(await scene.api.send('PUT', path, { json: { reasons: [] }, token }), 428, 'if-match-required');
    const same = await scene.api.changeDeclineReasons(token, site.slug, [COURSE_FULL], '"1"');
    expect(same.headers.get('etag')).toBe('"1"');
    const { items } = bodyOf(await scene.api.siteHistory(token, site.slug, { subject: 'decline-reasons' }), 200);
    expect(items.map(({ changes }) => changes)).toEqual([
      [
        { field: 'reasons', from: [], to: ['course-full'] },
        { field: 'version', from: 0, to: 1 },
      ],
    ]);
  });

  it('can be read by reviewers, and not changed', async () => {
    bodyOf(await scene.api.send('GET', reasonsPath(), { token: reviewer.token }), 200);
    problemOf(await scene.api.changeDeclineReasons(reviewer.token, scene.site.slug, [], '"0"'), 403, 'forbidden');
  });

  it.each<[string, unknown, string]>([
    ['a key twice', [COURSE_FULL, COURSE_FULL], '#/reasons/1/key'],
    ['no text', [{ key: 'none', text: {} }], '#/reasons/0/text'],
    ['a blank text', [{ key: 'blank', text: { en: ' ' } }], '#/reasons/0/text/en'],
    ['another language', [{ key: 'french', text: { fr: 'Complet.' } }], '#/reasons/0/text/fr'],
    ['an odd key', [{ key: 'Not A Key', text: { en: 'No.' } }], '#/reasons/0/key'],
    ['a text too long', [{ key: 'long', text: { en: 'a'.repeat(1001) } }], '#/reasons/0/text/en'],
    ['nothing in place of a reason', [null], '#/reasons'],
    ['51 of them', Array.from({ length: 51 }, (_, i) => ({ key: `r${i}`, text: { en: 'No.' } })), '#/reasons'],
    ['no list', 'course-full', '#/reasons'],
  ])('cannot have %s', async (_what, reasons, pointer) => {
    const { token } = scene.site.administrator;
    const problem = problemOf(
      await scene.api.changeDeclineReasons(token, scene.site.slug, reasons, '"0"'),
      422,
      'validation-failed',
    );
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
  });

  it('are told to applicants in their own language; the history keeps the words as they were', async () => {
    await changeReasons([COURSE_FULL]);
    const { id, form } = await scene.activates();
    bodyOf(await scene.decline(id, { reasonKey: 'course-full' }), 200);
    const mail = await scene.sink.waitForMail({ to: form.email, number: 2 });
    expect(mail.text).toContain('The course is full.');
    await changeReasons([{ ...COURSE_FULL, text: { en: 'Another reason.' } }]);
    expect((await scene.historyOf(id)).at(-1)).toMatchObject({ reason: 'The course is full.', reasonKey: 'course-full' });
  });

  it('cannot be mixed with one’s own words, nor made up', async () => {
    await changeReasons([COURSE_FULL]);
    const { id } = await scene.activates();
    const both = problemOf(await scene.decline(id, { reasonKey: 'course-full', reason: 'No.' }), 422, 'validation-failed');
    expect(both.errors).toMatchObject([{ pointer: '#/reasonKey', code: 'not-together' }]);
    const none = problemOf(await scene.decline(id, { reasonKey: 'no-such' }), 422, 'validation-failed');
    expect(none.errors).toMatchObject([{ pointer: '#/reasonKey', code: 'not-one-of' }]);
    problemOf(await scene.approve(id, { reasonKey: 'course-full' }), 422, 'validation-failed');
    expect(await scene.historyOf(id)).toHaveLength(2);
  });
});

describe('what is said to colleagues only', () => {
  it('is in the history, and in no mail, ticket or answer of the applicant', async () => {
    const note = 'Failed the exam twice.\nSee the file of 2024.';
    const reason = 'Please pass the entry exam first.';
    const { id, form, ticket, token } = await scene.activates();
    const answer = await scene.decline(id, { note, reason, notifyByEmail: true });
    expect(bodyOf(answer, 200)).not.toHaveProperty('note');
    expect((await scene.historyOf(id)).at(-1)).toMatchObject({ event: 'decline', note, reason, reasonKey: null });
    const mail = await scene.sink.waitForMail({ to: form.email, number: 2 });
    const seen = [mail.text, mail.html, (await scene.api.lookByTicket(ticket)).text, (await scene.api.lookAtLink(token)).text];
    for (const text of seen) expect(text).not.toContain('Failed the exam');
    expect(mail.text).toContain(reason);
  });

  it('goes with an approval too', async () => {
    const { id } = await scene.activates();
    bodyOf(await scene.approve(id, { note: 'Known from the spring course.' }), 200);
    expect((await scene.historyOf(id)).at(-1)).toMatchObject({ event: 'approve', note: 'Known from the spring course.' });
  });

  it('is up to 2,000 characters', async () => {
    const { id } = await scene.activates();
    const problem = problemOf(await scene.decline(id, { note: 'a'.repeat(2001) }), 422, 'validation-failed');
    expect(problem.errors).toMatchObject([{ pointer: '#/note', code: 'too-long' }]);
    bodyOf(await scene.decline(id, { note: 'あ'.repeat(2000) }), 200);
    expect((await scene.historyOf(id)).at(-1)?.note).toBe('あ'.repeat(2000));
  });

  it('is the reason as well, where the applicant is not notified', async () => {
    const { id, ticket } = await scene.activates();
    bodyOf(await scene.decline(id, { reason: 'Suspected of cheating.', notifyByEmail: false }), 200);
    expect((await scene.api.lookByTicket(ticket)).text).not.toContain('cheating');
    expect(await mailsOf(id, 'not-approved')).toBe(0);
  });
});

describe('the same decision sent twice with one key', () => {
  it('gets the same answer, even when another decision came in between', async () => {
    const { id } = await scene.activates();
    const path = `/v1/sites/${scene.site.slug}/applications/${id}/decline`;
    const sending = { json: { reason: 'No.' }, token: reviewer.token, headers: { 'idempotency-key': 'the-first' } };
    const first = await scene.api.send('POST', path, sending);
    bodyOf(first, 200);
    bodyOf(await scene.approve(id, { reconsider: true, notifyByEmail: false }), 200);
    const second = await scene.api.send('POST', path, sending);
    expect([second.status, second.text]).toEqual([200, first.text]);
    expect(await scene.historyOf(id)).toHaveLength(4);
    const other = await scene.api.send('POST', path, { ...sending, json: { reason: 'Never.' } });
    problemOf(other, 422, 'idempotency-key-reused');
  });

  it('that was refused may be sent again', async () => {
    const applicant = await scene.applies();
    const { id } = await scene.applicationOf(applicant.form.email);
    const path = `/v1/sites/${scene.site.slug}/applications/${id}/approve`;
    const sending = { json: {}, token: reviewer.token, headers: { 'idempotency-key': 'early' } };
    problemOf(await scene.api.send('POST', path, sending), 409, 'application-not-activated');
    bodyOf(await scene.api.activate(applicant.token, applicant), 200);
    bodyOf(await scene.api.send('POST', path, sending), 200);
  });
});

describe('a decision', () => {
  it('is seen by the next reviewer at once: in the list, in the details, and when they decide', async () => {
    const { id } = await scene.activates();
    const { token } = scene.site.administrator;
    bodyOf(await scene.api.approve(reviewer.token, scene.site.slug, id), 200);
    expect(bodyOf(await scene.api.application(token, scene.site.slug, id), 200).status).toBe('approved');
    const { items } = bodyOf(await scene.api.listApplications(token, scene.site.slug, { status: 'approved' }), 200);
    expect(items.map((each) => each.id)).toContain(id);
    expect(problemOf(await scene.decline(id), 409, 'already-decided')['decidedBy']).toBe(reviewer.name);
  });
});

describe('a decision on several applications', () => {
  it('is taken on each as it would be alone, and says what became of each', async () => {
    const [first, second] = [await scene.activates(), await scene.activates()];
    const declined = await scene.activates();
    bodyOf(await scene.decline(declined.id, { notifyByEmail: false }), 200);
    const early = await scene.applies();
    const { id: earlyId } = await scene.applicationOf(early.form.email);
    const nobody = '0198c0de-0000-7000-8000-000000000000';
    const ids = [first.id, second.id, declined.id, earlyId, nobody];
    const { summary, items } = bodyOf(await decideMany({ decision: 'approve', selection: { ids } }), 200);
    const outcomes = new Map(items.map((item) => [item.id, item]));
    expect(outcomes.get(first.id)).toMatchObject({ outcome: 'approved', status: 'approved', decidedBy: reviewer.name });
    expect(outcomes.get(second.id)).toMatchObject({ outcome: 'approved' });
    expect(outcomes.get(declined.id)).toMatchObject({
      outcome: 'already_decided',
      status: 'not_approved',
      decidedBy: scene.site.administrator.name,
    });
    expect(outcomes.get(earlyId)).toMatchObject({ outcome: 'not_activated', decidedBy: null, decidedAt: null });
    expect(outcomes.get(nobody)).toEqual({ id: nobody, outcome: 'not_found', status: null, decidedBy: null, decidedAt: null });
    expect(summary).toMatchObject({ approved: 2, already_decided: 1, not_activated: 1, not_found: 1, repeated: 0 });
    for (const { form } of [first, second]) {
      await scene.sink.waitForMail({ to: form.email, number: 2 });
      bodyOf(await scene.api.memberLogin(scene.site.slug, form), 201);
    }
  });

  it('notifies all or none, and notes for colleagues either way', async () => {
    await changeReasons([COURSE_FULL]);
    const english = await scene.activates();
    const quiet = await scene.activates();
    const decision = { decision: 'decline', reasonKey: 'course-full', note: 'After the deadline.' };
    bodyOf(await decideMany({ ...decision, selection: { ids: [english.id] }, notifyByEmail: true }), 200);
    bodyOf(await decideMany({ ...decision, selection: { ids: [quiet.id] }, notifyByEmail: false }), 200);
    expect((await scene.sink.waitForMail({ to: english.form.email, number: 2 })).text).toContain('The course is full.');
    expect(await mailsOf(quiet.id, 'not-approved')).toBe(0);
    for (const { id } of [english, quiet]) {
      expect((await scene.historyOf(id)).at(-1)).toMatchObject({ reasonKey: 'course-full', note: 'After the deadline.' });
    }
  });

  it('can be taken on all that match, if they are as many as the reviewer saw', async () => {
    const site = await createSite(scene.service, scene.operator);
    const { token } = site.administrator;
    const applicants = [await scene.activates({}, site), await scene.activates({}, site), await scene.activates({}, site)];
    const all = { decision: 'approve', selection: { filter: { status: ['unapproved'] }, expectedCount: 2 } };
    const changed = problemOf(await scene.api.decideMany(token, site.slug, all), 409, 'selection-changed');
    expect([changed['expected'], changed['present']]).toEqual([2, 3]);
    const agreed = { ...all, selection: { ...all.selection, tolerance: 1 } };
    const { items, jobId } = bodyOf(await scene.api.decideMany(token, site.slug, agreed), 200);
    expect(items.map(({ id, outcome }) => [id, outcome])).toEqual(applicants.map(({ id }) => [id, 'approved']));
    const jobs = `/v1/sites/${site.slug}/decision-jobs`;
    const job = bodyOf(await scene.api.send<DecisionJob>('GET', `${jobs}/${jobId}`, { token }), 200);
    expect(job).toMatchObject({ id: jobId, state: 'finished', total: 3, done: 3, createdBy: site.administrator.name });
    const list = bodyOf(await scene.api.send<{ items: DecisionJob[] }>('GET', jobs, { token }), 200);
    expect(list.items).toEqual([job]);
    const results = await scene.api.send<{ items: unknown[] }>('GET', `${jobs}/${jobId}/results`, { token });
    expect(bodyOf(results, 200).items).toEqual(items);
    const cancelled = await scene.api.send<DecisionJob>('POST', `${jobs}/${jobId}/cancel`, { token });
    expect(bodyOf(cancelled, 200).state).toBe('finished');
  });

  it('reconsiders what was declined only when it says so', async () => {
    const { id, form } = await scene.activates();
    bodyOf(await scene.decline(id, { notifyByEmail: false }), 200);
    const approve = { decision: 'approve', selection: { ids: [id] }, notifyByEmail: false };
    expect(bodyOf(await decideMany(approve), 200).items).toMatchObject([{ outcome: 'already_decided' }]);
    expect(bodyOf(await decideMany({ ...approve, reconsider: true }), 200).items).toMatchObject([{ outcome: 'approved' }]);
    bodyOf(await scene.api.memberLogin(scene.site.slug, form), 201);
  });

  it('sent twice with one key is taken once, and answered alike', async () => {
    const { id } = await scene.activates();
    const approve = { decision: 'approve', selection: { ids: [id] } };
    const first = await decideMany(approve, 'many-once');
    const second = await decideMany(approve, 'many-once');
    expect([second.status, second.text]).toEqual([200, first.text]);
    problemOf(await decideMany({ ...approve, notifyByEmail: false }, 'many-once'), 422, 'idempotency-key-reused');
    expect(await mailsOf(id, 'approved')).toBe(1);
  });

  it('is for reviewers of the site: not for viewers, nor about other sites', async () => {
    const other = await createSite(scene.service, scene.operator);
    const theirs = await scene.activates({}, other);
    const viewer = await createStaff(scene.service, { site: scene.site.slug, role: 'viewer' });
    const approve = { decision: 'approve', selection: { ids: [theirs.id] } };
    problemOf(await scene.api.decideMany(viewer.token, scene.site.slug, approve), 403, 'forbidden');
    problemOf(await scene.api.decideMany(reviewer.token, other.slug, approve), 404, 'site-not-found');
    expect(bodyOf(await decideMany(approve), 200).items).toMatchObject([{ id: theirs.id, outcome: 'not_found' }]);
    expect(bodyOf(await scene.api.application(other.administrator.token, other.slug, theirs.id), 200).status).toBe(
      'unapproved' satisfies Application['status'],
    );
    const { jobId } = bodyOf(await decideMany(approve), 200);
    const elsewhere = `/v1/sites/${other.slug}/decision-jobs/${jobId}`;
    const { token } = other.administrator;
    problemOf(await scene.api.send('GET', elsewhere, { token }), 404, 'decision-job-not-found');
    problemOf(await scene.api.send('GET', `${elsewhere}/results`, { token }), 404, 'decision-job-not-found');
    problemOf(await scene.api.send('POST', `${elsewhere}/cancel`, { token }), 404, 'decision-job-not-found');
  });

  const ID = '0198c0de-0000-7000-8000-000000000000';
  it.each<[string, object, string[]]>([
    ['nothing', {}, ['#/decision', '#/selection']],
    ['another decision', { decision: 'erase', selection: { ids: [ID] } }, ['#/decision']],
    ['no selection', { decision: 'approve', selection: {} }, ['#/selection/ids']],
    ['an empty one', { decision: 'approve', selection: { ids: [] } }, ['#/selection/ids']],
    ['a thousand and one', { decision: 'approve', selection: { ids: Array<string>(1001).fill(ID) } }, ['#/selection/ids']],
    ['what are no ids', { decision: 'approve', selection: { ids: ['all', 1, null, {}] } }, ['#/selection/ids']],
    ['a list as selection', { decision: 'approve', selection: [ID] }, ['#/selection', '#/selection/0']],
    ['a filter without a count', { decision: 'approve', selection: { filter: {} } }, ['#/selection/expectedCount']],
    [
      'a filter that is none',
      { decision: 'approve', selection: { filter: { status: ['weather'], colour: 'red' }, expectedCount: 1 } },
      ['#/selection/filter/colour', '#/selection/filter/status'],
    ],
    ['both ways', { decision: 'approve', selection: { ids: [ID], filter: {} } }, ['#/selection/filter']],
    [
      'odd counts',
      { decision: 'approve', selection: { filter: {}, expectedCount: -1, tolerance: 0.5 } },
      ['#/selection/expectedCount', '#/selection/tolerance'],
    ],
    ['reasons to approve', { decision: 'approve', selection: { ids: [ID] }, reason: 'Yes.' }, ['#/reason']],
    ['to reconsider by declining', { decision: 'decline', selection: { ids: [ID] }, reconsider: true }, ['#/reconsider']],
    ['a member nobody knows', { decision: 'approve', selection: { ids: [ID], all: true } }, ['#/selection/all']],
  ])('cannot be made of %s', async (_what, decisions, pointers) => {
    const problem = problemOf(await decideMany(decisions), 422, 'validation-failed');
    expect(problem.errors?.map(({ pointer }) => pointer).sort()).toEqual(pointers);
  });
});
