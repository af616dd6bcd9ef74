import { Desk } from '../../test/support/desk';
import { transactionsOf } from '../../test/support/statements';
import { ApplicationHistory } from '../applications';
import { Mail } from '../mail';
import { Transactions } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { DecideApplication } from './decide-application.use-case';
import { DecideApplications, type Decided } from './decide-applications';
import { DecideMany } from './decide-many.use-case';
import { DecisionOrders } from './decision-orders';
import { type DecisionWish } from './domain/wish';

jest.setTimeout(120_000);

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

const APPROVE: DecisionWish = { kind: 'approve', notifyByEmail: true };
const DECLINE: DecisionWish = { kind: 'decline', notifyByEmail: true, reason: 'The course is full.' };
const RECONSIDER: DecisionWish = { ...APPROVE, reconsider: true };

const decideMany = (ids: readonly string[], wish: DecisionWish, by = desk.ann): ReturnType<DecideMany['execute']> =>
  desk.service.part(DecideMany).execute(by, wish, { ids }, undefined);

async function decide(ids: readonly string[], wish: DecisionWish): Promise<Decided[]> {
  const order = await desk.service.part(DecisionOrders).of(desk.ann, wish);
  return desk.service.part(Transactions).run((tx) => desk.service.part(DecideApplications).execute(tx, order, ids));
}

const outcomesOf = (decided: readonly { outcome: string }[]): string[] => decided.map(({ outcome }) => outcome);

describe('a batch', () => {
  const isBatch = (statements: readonly string[]): boolean =>
    statements.some((sql) => /UPDATE .?decision_jobs.*doneUpTo/s.test(sql));

  it.each<[string, DecisionWish, Parameters<Desk['applications']>[1]]>([
    ['approves', APPROVE, { status: 'unapproved' }],
    ['declines', DECLINE, { status: 'unapproved' }],
    ['declines unconfirmed ones', DECLINE, { status: 'not_activated' }],
    ['reconsiders', RECONSIDER, { status: 'not_approved' }],
    ['repeats', DECLINE, { status: 'not_approved' }],
  ])('takes at most ten statements, however large: %s', async (_what, wish, ready) => {
    const [few, many] = [await desk.applications(2, ready), await desk.applications(200, ready)];
    const ofFew = (await transactionsOf(desk.rows, () => decideMany(few, wish))).filter(isBatch);
    const ofMany = (await transactionsOf(desk.rows, () => decideMany(many, wish))).filter(isBatch);
    expect(ofFew).toHaveLength(1);
    expect(ofMany).toHaveLength(1);
    expect(ofMany[0]?.length).toBeLessThanOrEqual(10);
    expect(ofMany[0]?.length).toBe(ofFew[0]?.length);
    expect(new Set((await desk.counts('application_history', many)).values())).toEqual(
      new Set([wish.kind === 'decline' && ready.status === 'not_approved' ? 0 : 1]),
    );
  });

  it('takes as many members as their group has places, the first ones first, and counts them', async () => {
    const [groupId, signupUrlId] = [await desk.group(150), desk.service.part(Ids).next()];
    const ids = await desk.applications(200, { status: 'unapproved', groupId, signupUrlId });
    const batches = (await transactionsOf(desk.rows, () => decideMany(ids, APPROVE))).filter(isBatch);
    expect(batches).toHaveLength(1);
    expect(batches[0]?.length).toBeLessThanOrEqual(10);
    const statuses = await desk.statusesOf(ids);
    expect(statuses).toEqual([...Array<string>(150).fill('approved'), ...Array<string>(50).fill('unapproved')]);
    expect(outcomesOf(await decide(ids.slice(149, 151), APPROVE))).toEqual(['repeated', 'group_full']);
    const tallies = await desk.rows.query<{ approved: number | string }[]>(
      `SELECT approved FROM signup_tallies WHERE signupUrlId = '${signupUrlId}'`,
    );
    expect(tallies.map(({ approved }) => Number(approved))).toEqual([150]);
  });

  it('that reconsiders applications of groups with a limit of members takes at most ten statements as well', async () => {
    const [groupId, signupUrlId] = [await desk.group(150), desk.service.part(Ids).next()];
    const ids = await desk.applications(200, { status: 'not_approved', groupId, signupUrlId });
    const batches = (await transactionsOf(desk.rows, () => decideMany(ids, RECONSIDER))).filter(isBatch);
    expect(batches).toHaveLength(1);
    expect(batches[0]?.length).toBeLessThanOrEqual(10);
    const counts = [await desk.counts('accounts', ids), await desk.counts('claims', ids)].map((each) => [...each.values()]);
    expect(counts).toEqual([
      [...Array<number>(150).fill(1), ...Array<number>(50).fill(0)],
      [...Array<number>(150).fill(2), ...Array<number>(50).fill(0)],
    ]);
  });

  it('and another at the same time take no more members than their group has places', async () => {
    const groupId = await desk.group(100);
    const ids = await desk.applications(200, { status: 'unapproved', groupId });
    await Promise.all([decideMany(ids.slice(0, 100), APPROVE, desk.ann), decideMany(ids.slice(100), APPROVE, desk.ben)]);
    const counts = await desk.counts('accounts', ids);
    expect([...counts.values()].reduce((sum, each) => sum + each, 0)).toBe(100);
  });

  it('of a thousand is five of them', async () => {
    const ids = await desk.applications(1000, { status: 'unapproved' });
    const batches = (await transactionsOf(desk.rows, () => decideMany(ids, APPROVE))).filter(isBatch);
    expect(batches).toHaveLength(5);
    expect(new Set((await desk.counts('accounts', ids)).values())).toEqual(new Set([1]));
    expect(new Set((await desk.counts('mails', ids)).values())).toEqual(new Set([1]));
  });

  it('says of each application what became of it, whatever the others are', async () => {
    const [unapproved = ''] = await desk.applications(1, { status: 'unapproved' });
    const [early = ''] = await desk.applications(1, { status: 'not_activated' });
    const [declined = ''] = await desk.applications(1, { status: 'not_approved' });
    const [member = ''] = await desk.applications(1, { status: 'unapproved' });
    await decide([member], APPROVE);
    const nobody = '0198c0de-0000-7000-8000-000000000000';
    const ids = [unapproved, early, declined, member, nobody];
    expect(outcomesOf(await decide(ids, APPROVE))).toEqual([
      'approved',
      'not_activated',
      'already_decided',
      'repeated',
      'not_found',
    ]);
    expect(await desk.statusesOf(ids)).toEqual(['approved', 'not_activated', 'not_approved', 'approved', undefined]);
  });

  it('tells each in their own language why, and keeps the words in the history', async () => {
    const texts = { en: 'The course is full.', ja: 'コースは満席です。' };
    const languages = ['en', 'ja', 'fr'];
    const ids = await Promise.all(
      languages.map(async (locale) => (await desk.applications(1, { status: 'unapproved', locale }))[0] ?? ''),
    );
    await desk.change({ locale: 'ja' });
    const order = await desk.service.part(DecisionOrders).of(desk.ann, { kind: 'decline', notifyByEmail: true });
    const decision = { ...order.decision, reason: { key: 'full', texts } };
    await desk.service
      .part(Transactions)
      .run((tx) => desk.service.part(DecideApplications).execute(tx, { ...order, decision }, ids));
    const told = [texts.en, texts.ja, texts.ja];
    for (const [i, applicationId] of ids.entries()) {
      const where = { siteId: desk.siteId, applicationId };
      expect(await desk.rows.manager.findOneByOrFail(ApplicationHistory, where)).toMatchObject({
        reason: told[i],
        reasonKey: 'full',
      });
      const { params } = await desk.rows.manager.findOneByOrFail(Mail, where);
      expect(JSON.parse(params ?? '{}')).toMatchObject({ params: { reason: told[i] } });
    }
  });

  it('looks at this site only', async () => {
    const other = await Desk.open(desk.service.home);
    try {
      const [theirs = ''] = await other.applications(1, { status: 'unapproved' });
      expect(outcomesOf(await decide([theirs], APPROVE))).toEqual(['not_found']);
      expect(await other.statusOf(theirs)).toBe('unapproved');
    } finally {
      await other.leave();
    }
  });

  it('takes an id with spaces behind it for another one', async () => {
    const [id = ''] = await desk.applications(1, { status: 'unapproved' });
    expect(outcomesOf(await decide([`${id} `], APPROVE))).toEqual(['not_found']);
    expect(await desk.statusOf(id)).toBe('unapproved');
  });

  it('gives an address that several declined ones need to the oldest, and says so to the others', async () => {
    const ids = await desk.applications(3, { status: 'not_approved', email: 'wanted@school.example' });
    expect(outcomesOf(await decide(ids, RECONSIDER))).toEqual(['approved', 'claims_taken', 'claims_taken']);
    const claims = await desk.counts('claims', ids);
    expect([...claims.values()]).toEqual([2, 0, 0]);
    expect([...(await desk.counts('application_history', ids)).values()]).toEqual([1, 0, 0]);
  });

  it('frees what the declined ones had claimed, and takes back their mails that have not been sent', async () => {
    const ids = await desk.applications(20, { status: 'unapproved' });
    await decide(ids, { ...DECLINE, notifyByEmail: false });
    expect(new Set((await desk.counts('claims', ids)).values())).toEqual(new Set([0]));
    expect(new Set((await desk.counts('mails', ids)).values())).toEqual(new Set([0]));
  });

  it('is undone as a whole when one of them cannot become a member', async () => {
    const sound = await desk.applications(3, { status: 'unapproved' });
    const [broken = ''] = await desk.applications(1, { status: 'unapproved', passwordHash: null });
    await expect(decide([...sound, broken], APPROVE)).rejects.toThrow('has no password');
    expect(await desk.statusesOf(sound)).toEqual(['unapproved', 'unapproved', 'unapproved']);
    expect(new Set((await desk.counts('application_history', sound)).values())).toEqual(new Set([0]));
  });
});

/** Each is decided once: one row of history, the mail and the account that go with it, and no other. */
async function expectDecidedOnce(ids: readonly string[]): Promise<Map<string, string | undefined>> {
  const found = await desk.statusesOf(ids);
  const statuses = new Map(ids.map((id, i) => [id, found[i]]));
  const approved = (id: string): number => (statuses.get(id) === 'approved' ? 1 : 0);
  const ofEach = (count: (id: string) => number): Map<string, number> => new Map(ids.map((id) => [id, count(id)]));
  expect(await desk.counts('application_history', ids)).toEqual(ofEach(() => 1));
  expect(await desk.counts('mails', ids, "template = 'approved'")).toEqual(ofEach(approved));
  expect(await desk.counts('mails', ids, "template = 'not-approved'")).toEqual(ofEach((id) => 1 - approved(id)));
  expect(await desk.counts('accounts', ids)).toEqual(ofEach(approved));
  expect(await desk.counts('claims', ids)).toEqual(ofEach((id) => 2 * approved(id)));
  return statuses;
}

describe('at the same time', () => {
  it('a batch that approves and a batch that declines the same, in opposite order: each is decided once', async () => {
    const ids = await desk.applications(400, { status: 'unapproved' });
    const [approving, declining] = await Promise.all([
      decideMany(ids, APPROVE, desk.ann),
      decideMany([...ids].reverse(), DECLINE, desk.ben),
    ]);
    const statuses = await expectDecidedOnce(ids);
    for (const { result, decidedBy } of approving.results ?? []) {
      const isApproved = statuses.get(result.applicationId) === 'approved';
      expect([result.outcome, decidedBy]).toEqual(isApproved ? ['approved', 'Ann'] : ['already_decided', 'Ben']);
    }
    for (const { result, decidedBy } of declining.results ?? []) {
      const isApproved = statuses.get(result.applicationId) === 'approved';
      expect([result.outcome, decidedBy]).toEqual(isApproved ? ['already_decided', 'Ann'] : ['declined', 'Ben']);
    }
  });

  it('two batches that approve the same: the slower one finds it done', async () => {
    const ids = await desk.applications(400, { status: 'unapproved' });
    const answers = await Promise.all([decideMany(ids, APPROVE, desk.ann), decideMany(ids, APPROVE, desk.ben)]);
    await expectDecidedOnce(ids);
    const outcomes = answers.flatMap(({ results }) => (results ?? []).map(({ result }) => result.outcome)).sort();
    expect(outcomes).toEqual([...Array<string>(400).fill('approved'), ...Array<string>(400).fill('repeated')]);
  });

  it('a batch and reviewers who decide singly otherwise: each is decided once', async () => {
    const ids = await desk.applications(60, { status: 'unapproved' });
    const single = (id: string): Promise<string> =>
      desk.service
        .part(DecideApplication)
        .execute(desk.ben, id, DECLINE, undefined)
        .then(
          () => 'declined',
          (error: unknown) => (error as { code: string }).code,
        );
    const [many, ...singly] = await Promise.all([decideMany(ids, APPROVE), ...[...ids].reverse().map(single)]);
    const statuses = await expectDecidedOnce(ids);
    expect(singly.reverse()).toEqual(ids.map((id) => (statuses.get(id) === 'approved' ? 'already-decided' : 'declined')));
    expect((many.results ?? []).map(({ result }) => result.outcome)).toEqual(
      ids.map((id) => (statuses.get(id) === 'approved' ? 'approved' : 'already_decided')),
    );
  });

  it('two batches that reconsider applications of the same people: each address has one member', async () => {
    const addresses = Array.from({ length: 20 }, (_, i) => `twice-${i}@school.example`);
    const [first, second]: [string[], string[]] = [[], []];
    for (const email of addresses) {
      first.push(...(await desk.applications(1, { status: 'not_approved', email })));
      second.push(...(await desk.applications(1, { status: 'not_approved', email })));
    }
    const answers = await Promise.all([decideMany(first, RECONSIDER), decideMany(second, RECONSIDER, desk.ben)]);
    const outcomes = answers.flatMap(({ results }) => (results ?? []).map(({ result }) => result.outcome)).sort();
    expect(outcomes).toEqual([...Array<string>(20).fill('approved'), ...Array<string>(20).fill('claims_taken')]);
    const claims = await desk.counts('claims', [...first, ...second], "kind = 'email'");
    expect([...claims.values()].reduce((sum, each) => sum + each, 0)).toBe(20);
  });
});
