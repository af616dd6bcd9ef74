import fc from 'fast-check';
import { ActivateApplication, DisownApplication, ResendByLink } from '../../src/activation';
import { ApplicationTickets, type ApplicationStatus } from '../../src/applications';
import { SubmitApplication } from '../../src/applications/submit-application.use-case';
import { DecideApplication } from '../../src/approval/decide-application.use-case';
import { DecideMany } from '../../src/approval/decide-many.use-case';
import { type DecisionKind } from '../../src/approval/domain/decision';
import { ErasePerson } from '../../src/cleanup/erase-person.use-case';
import { RemoveUnactivated } from '../../src/cleanup/remove-unactivated';
import { HOURS, later } from '../../src/platform/clock/clock';
import { Keys } from '../../src/platform/crypto/keys';
import { referenceToken } from '../../src/platform/crypto/reference-token';
import { Transactions } from '../../src/platform/database/transactions';
import { Site } from '../../src/sites';
import { Desk } from '../support/desk';
import { uniqueText } from '../support/environment';

jest.setTimeout(600_000);

const WALKS = Number(process.env['WALKS'] ?? 15);
const STEPS = 60;
const PASSWORD = 'plum jam on warm bread';

/** An application as the model has it: only what the design says. */
interface Modelled {
  readonly id: string;
  readonly person: number;
  readonly loginId: number;
  status: ApplicationStatus | 'deleted';
  isActivated: boolean;
  generation: number;
  /** A login ID held for its owner, who applied again (ADR 11). */
  held: number | null;
  readonly events: string[];
  /** Those to the applicant that have not been taken back. */
  mails: string[];
}

interface Model {
  applications: Modelled[];
  autoApprove: boolean;
}

/** The service, and the words of one walk: each walk is on a site of its own. */
interface Real {
  readonly desk: Desk;
  readonly slug: string;
  readonly walk: string;
}

const alive = ({ applications }: Model): Modelled[] => applications.filter(({ status }) => status !== 'deleted');
const claims = ({ status }: Modelled): boolean => status !== 'deleted' && status !== 'not_approved';
const isDeclinedUnconfirmed = ({ status, isActivated }: Modelled): boolean => !isActivated && status === 'not_approved';
const holderOfAddress = (model: Model, person: number): Modelled | undefined =>
  model.applications.find((each) => each.person === person && claims(each));
const holdsLoginId = (loginId: number) => (each: Modelled) =>
  (claims(each) && each.loginId === loginId) || (each.status !== 'deleted' && each.held === loginId);

/** What an outcome or a problem is called, whichever of the two it was. */
const called = (answer: Promise<{ outcome?: string } | string>): Promise<string> =>
  answer.then(
    (ok) => (typeof ok === 'string' ? ok : (ok.outcome ?? 'done')),
    (error: unknown) => {
      const { code } = error as { code?: string };
      if (code === undefined) throw error;
      return code;
    },
  );

const emailOf = ({ walk }: Real, person: number): string => `person-${person}@${walk}.example`;
const loginIdOf = ({ walk }: Real, loginId: number): string => `login-${loginId}-${walk}`;
const tokenOf = ({ desk }: Real, { id }: Modelled, generation: number): string =>
  referenceToken(desk.service.part(Keys).for('activation-link'), { siteId: desk.siteId, id, generation });
const ticketOf = ({ desk }: Real, { id }: Modelled): string =>
  desk.service.part(ApplicationTickets).issue({ siteId: desk.siteId, id }, 24);

const idIn = ({ desk }: Real, ticket: string): string =>
  desk.service.part(ApplicationTickets).open(ticket)?.applicationId ?? 'none';

type Step = fc.AsyncCommand<Model, Real>;

/** A step is taken on one of the applications there are; which one, the number says. */
abstract class OnOne implements Step {
  constructor(private readonly which: number) {}

  check(model: Readonly<Model>): boolean {
    return model.applications.length > 0;
  }

  run(model: Model, real: Real): Promise<void> {
    const one = model.applications[this.which % model.applications.length];
    if (one === undefined) throw new Error('There is none.');
    return this.runOn(one, model, real);
  }

  abstract runOn(one: Modelled, model: Model, real: Real): Promise<void>;
}

class Apply implements Step {
  constructor(
    private readonly person: number,
    private readonly loginId: number,
  ) {}

  check = (): boolean => true;

  async run(model: Model, real: Real): Promise<void> {
    const known = holderOfAddress(model, this.person);
    const isPending = known?.status === 'not_activated';
    const owner = isPending ? undefined : known;
    const replaced = isPending ? known : undefined;
    // What was held for the owner, or claimed by the one that is replaced, gives way to what is asked for now.
    const others = model.applications.map((each) => (each === owner ? { ...each, held: null } : each));
    const isTaken = others.filter((each) => each !== replaced).some(holdsLoginId(this.loginId));

    const answer = this.apply(real);
    expect(await called(answer.then(() => 'accepted'))).toBe(isTaken ? 'login-id-taken' : 'accepted');
    if (isTaken) return;
    if (owner === undefined) this.begin(model, replaced, idIn(real, (await answer).ticket));
    else {
      owner.held = this.loginId;
      owner.mails.push(owner.status === 'approved' ? 'already-registered' : 'already-confirmed');
    }
  }

  private apply(real: Real): ReturnType<SubmitApplication['execute']> {
    const { person, loginId } = this;
    const submission = {
      site: real.slug,
      form: { name: 'Hana Lindqvist', loginId: loginIdOf(real, loginId), email: emailOf(real, person), password: PASSWORD },
      languages: 'en',
      requestId: 'request-of-applicant',
      clientAddress: '192.0.2.1',
      idempotencyKey: undefined,
    };
    return real.desk.service.part(SubmitApplication).execute(submission);
  }

  private begin(model: Model, replaced: Modelled | undefined, id: string): void {
    if (replaced !== undefined) end(replaced, 'replace');
    model.applications.push({
      id,
      person: this.person,
      loginId: this.loginId,
      status: 'not_activated',
      isActivated: false,
      generation: 0,
      held: null,
      events: ['apply'],
      mails: ['activation'],
    });
  }

  toString = (): string => `person ${this.person} applies as login ID ${this.loginId}`;
}

function end(one: Modelled, event: string): void {
  Object.assign(one, { status: 'deleted', held: null, mails: [] });
  one.events.push(event);
}

class Resend extends OnOne {
  async runOn(one: Modelled, _model: Model, real: Real): Promise<void> {
    await real.desk.service.part(ResendByLink).execute(tokenOf(real, one, one.generation), 'request-of-applicant');
    if (one.status !== 'not_activated') return;
    one.generation += 1;
    one.events.push('resend');
    one.mails = ['activation'];
  }

  override toString = (): string => 'another link is asked for';
}

class Activate extends OnOne {
  constructor(
    which: number,
    private readonly isOutdated: boolean,
  ) {
    super(which);
  }

  async runOn(one: Modelled, model: Model, real: Real): Promise<void> {
    const generation = this.isOutdated ? one.generation + 1 : one.generation;
    const attempt = { token: tokenOf(real, one, generation), ticket: ticketOf(real, one), requestId: 'request-of-applicant' };
    const answer = called(real.desk.service.part(ActivateApplication).execute(attempt));
    const isDead = this.isOutdated || one.status === 'deleted' || isDeclinedUnconfirmed(one);
    const expected = one.isActivated ? 'already_activated' : 'activated';
    expect(await answer).toBe(isDead ? 'activation-link-unknown' : expected);
    if (!isDead && !one.isActivated) this.confirm(one, model);
  }

  private confirm(one: Modelled, model: Model): void {
    one.isActivated = true;
    one.status = model.autoApprove ? 'approved' : 'unapproved';
    one.events.push(model.autoApprove ? 'activate_and_approve' : 'activate');
    if (model.autoApprove) one.mails.push('approved');
  }

  override toString = (): string => `${this.isOutdated ? 'a link that is none' : 'the link'} is followed`;
}

class Disown extends OnOne {
  async runOn(one: Modelled, _model: Model, real: Real): Promise<void> {
    const answer = called(real.desk.service.part(DisownApplication).execute(tokenOf(real, one, 0), 'request-of-applicant'));
    if (one.status !== 'deleted' && one.isActivated) {
      expect(await answer).toBe('application-already-activated');
      return;
    }
    expect(await answer).toBe(one.status === 'not_activated' ? 'deleted' : 'nothing_waiting');
    if (one.status === 'not_activated') end(one, 'disown');
  }

  override toString = (): string => 'its owner says "this was not me"';
}

class Erase extends OnOne {
  async runOn(one: Modelled, _model: Model, { desk }: Real): Promise<void> {
    const answer = called(
      desk.service
        .part(ErasePerson)
        .byApplication(desk.ann, one.id)
        .then(() => 'erased'),
    );
    expect(await answer).toBe(one.status === 'deleted' ? 'application-not-found' : 'erased');
    if (one.status !== 'deleted') end(one, 'erase');
  }

  override toString = (): string => 'an administrator erases it';
}

class ErasePersonOf implements Step {
  constructor(private readonly person: number) {}

  check = (): boolean => true;

  async run(model: Model, real: Real): Promise<void> {
    const theirs = alive(model).filter(({ person }) => person === this.person);
    const { erasure } = await real.desk.service.part(ErasePerson).byEmail(real.desk.ann, emailOf(real, this.person));
    expect(sorted(erasure.applications.map(({ id, status }) => `${id} ${status}`))).toEqual(
      sorted(theirs.map(({ id, status }) => `${id} ${status}`)),
    );
    expect(erasure.accounts).toBe(theirs.filter(({ status }) => status === 'approved').length);
    theirs.forEach((one) => {
      end(one, 'erase');
    });
  }

  toString = (): string => `an administrator erases person ${this.person}`;
}

class Expire implements Step {
  check = (): boolean => true;

  async run(model: Model, { desk }: Real): Promise<void> {
    const transactions = desk.service.part(Transactions);
    await desk.service.part(RemoveUnactivated).execute(desk.siteId, {
      startedAt: later(desk.service.now(), 24 * HOURS),
      number: 1,
      onlySiteId: null,
      isStopping: false,
      batch: (work) => transactions.run(work),
    });
    alive(model)
      .filter(({ status }) => status === 'not_activated')
      .forEach((one) => {
        end(one, 'expire');
      });
  }

  toString = (): string => 'a day goes by';
}

interface Wish {
  readonly kind: DecisionKind;
  readonly reconsider: boolean;
  readonly notifyByEmail: boolean;
}

// From the design: status, and whether it was ever confirmed; what comes of approving, reconsidering, declining.
const VERDICTS: Readonly<Record<string, readonly [approve: string, reconsider: string, decline: string]>> = {
  'not_activated false': ['not_activated', 'not_activated', 'declined'],
  'unapproved true': ['approved', 'approved', 'declined'],
  'approved true': ['repeated', 'repeated', 'already_decided'],
  'not_approved true': ['already_decided', 'approved', 'repeated'],
  'not_approved false': ['already_decided', 'not_activated', 'repeated'],
  'deleted true': ['not_found', 'not_found', 'not_found'],
  'deleted false': ['not_found', 'not_found', 'not_found'],
};

function verdictOn(model: Model, one: Modelled, { kind, reconsider }: Wish): string {
  const [approve, reconsidered, decline] = VERDICTS[`${one.status} ${String(one.isActivated)}`] ?? ['', '', ''];
  const verdict = kind === 'decline' ? decline : reconsider ? reconsidered : approve;
  const isTaken = holderOfAddress(model, one.person) !== undefined || model.applications.some(holdsLoginId(one.loginId));
  return one.status === 'not_approved' && verdict === 'approved' && isTaken ? 'claims_taken' : verdict;
}

/** What comes of a decision, in the words of the batch; the model is as it is then. */
function decided(model: Model, one: Modelled, wanted: Wish): string {
  const verdict = verdictOn(model, one, wanted);
  if (verdict === 'approved' || verdict === 'declined') {
    one.status = verdict === 'approved' ? 'approved' : 'not_approved';
    one.events.push(wanted.kind);
    if (verdict === 'declined') Object.assign(one, { held: null, mails: [] });
    if (wanted.notifyByEmail && one.isActivated) one.mails.push(verdict === 'approved' ? 'approved' : 'not-approved');
  }
  return verdict;
}

const wishOf = ({ kind, reconsider, notifyByEmail }: Wish): Parameters<DecideApplication['execute']>[2] =>
  kind === 'approve' ? { kind, notifyByEmail, reconsider } : { kind, notifyByEmail, reason: 'Full.', note: 'Sorry.' };

const AS_PROBLEM: Readonly<Record<string, string>> = {
  not_found: 'application-not-found',
  already_decided: 'already-decided',
  not_activated: 'application-not-activated',
  claims_taken: 'claims-taken',
  approved: 'done',
  declined: 'done',
  repeated: 'done',
};

class Decide extends OnOne {
  constructor(
    which: number,
    private readonly wish: Wish,
  ) {
    super(which);
  }

  async runOn(one: Modelled, model: Model, { desk }: Real): Promise<void> {
    const expected = decided(model, one, this.wish);
    const answer = desk.service.part(DecideApplication).execute(desk.ann, one.id, wishOf(this.wish), undefined);
    expect(await called(answer.then(() => 'done'))).toBe(AS_PROBLEM[expected]);
  }

  override toString = (): string => `a reviewer decides: ${JSON.stringify(this.wish)}`;
}

class DecideSeveral implements Step {
  constructor(
    private readonly which: readonly number[],
    private readonly wish: Wish,
  ) {}

  check = (model: Readonly<Model>): boolean => model.applications.length > 0;

  async run(model: Model, { desk }: Real): Promise<void> {
    const all = model.applications;
    const chosen = [...new Set(this.which.map((number) => all[number % all.length]))].filter((each) => each !== undefined);
    const inOrder = chosen.sort((a, b) => (a.id < b.id ? -1 : 1));
    const expected = inOrder.map((one) => [one.id, decided(model, one, this.wish)]);
    const { results } = await desk.service
      .part(DecideMany)
      .execute(desk.ben, wishOf(this.wish), { ids: inOrder.map(({ id }) => id) }, undefined);
    expect((results ?? []).map(({ result }) => [result.applicationId, result.outcome])).toEqual(expected);
  }

  toString = (): string => `a reviewer decides on several: ${JSON.stringify(this.wish)}`;
}

class DecideAllUndecided implements Step {
  constructor(private readonly wish: Wish) {}

  check = (): boolean => true;

  async run(model: Model, { desk }: Real): Promise<void> {
    const waiting = alive(model).filter(({ status }) => status === 'unapproved');
    const expected = new Set(waiting.map((one) => decided(model, one, this.wish)));
    const selection = { filter: { status: ['unapproved' as const] }, expectedCount: waiting.length };
    const { results } = await desk.service.part(DecideMany).execute(desk.ann, wishOf(this.wish), selection, undefined);
    expect(new Set((results ?? []).map(({ result }) => result.outcome))).toEqual(expected);
    expect(results).toHaveLength(waiting.length);
  }

  toString = (): string => `a reviewer decides on all that wait: ${JSON.stringify(this.wish)}`;
}

class SwitchAutomaticApproval implements Step {
  constructor(private readonly autoApprove: boolean) {}

  check = (): boolean => true;

  async run(model: Model, { desk }: Real): Promise<void> {
    await desk.change({ autoApprove: this.autoApprove });
    model.autoApprove = this.autoApprove;
  }

  toString = (): string => `automatic approval: ${String(this.autoApprove)}`;
}

/** After each step everything stored is what the model says. */
const checked = (step: Step): Step => ({
  check: (model) => step.check(model),
  run: async (model, real) => {
    await step.run(model, real);
    await expectAsModelled(model, real);
  },
  toString: () => step.toString(),
});

async function expectAsModelled(model: Model, real: Real): Promise<void> {
  const rows = <R extends object>(sql: string): Promise<R[]> => real.desk.rows.query<R[]>(sql, [real.desk.siteId]);
  const applications = await rows<{ id: string; status: string }>('SELECT id, status FROM applications WHERE siteId = ?');
  expect(sorted(applications.map(({ id, status }) => `${id} ${status}`))).toEqual(
    sorted(alive(model).map(({ id, status }) => `${id} ${status}`)),
  );
  const claimed = await rows<{ applicationId: string; value: string }>(
    'SELECT applicationId, value FROM claims WHERE siteId = ?',
  );
  expect(sorted(claimed.map(({ applicationId, value }) => `${applicationId} ${value}`))).toEqual(
    sorted(
      alive(model).flatMap((each) => [
        ...(claims(each) ? [`${each.id} ${emailOf(real, each.person)}`, `${each.id} ${loginIdOf(real, each.loginId)}`] : []),
        ...(each.held === null ? [] : [`${each.id} ${loginIdOf(real, each.held)}`]),
      ]),
    ),
  );
  const accounts = await rows<{ applicationId: string }>('SELECT applicationId FROM accounts WHERE siteId = ?');
  expect(sorted(accounts.map(({ applicationId }) => applicationId))).toEqual(
    sorted(alive(model).flatMap(({ id, status }) => (status === 'approved' ? [id] : []))),
  );
  const history = await rows<{ applicationId: string; event: string }>(
    'SELECT applicationId, event FROM application_history WHERE siteId = ?',
  );
  expect(sorted(history.map(({ applicationId, event }) => `${applicationId} ${event}`))).toEqual(
    sorted(model.applications.flatMap(({ id, events }) => events.map((event) => `${id} ${event}`))),
  );
  const mails = await rows<{ applicationId: string; template: string }>(
    "SELECT applicationId, template FROM mails WHERE siteId = ? AND template <> 'application-waiting'",
  );
  expect(sorted(mails.map(({ applicationId, template }) => `${applicationId} ${template}`))).toEqual(
    sorted(alive(model).flatMap((each) => each.mails.map((template) => `${each.id} ${template}`))),
  );
}

const sorted = (texts: readonly string[]): string[] => [...texts].sort();

const wish = fc.record({
  kind: fc.constantFrom<DecisionKind>('approve', 'decline'),
  reconsider: fc.boolean(),
  notifyByEmail: fc.boolean(),
});
const which = fc.nat({ max: 30 });
// Few, so that they get in each other's way.
const person = fc.nat({ max: 2 });

const link = fc.tuple(
  which,
  fc.integer({ min: 1, max: 5 }).map((chance) => chance === 1),
);

const STEPS_OF_ALL_KINDS: fc.Arbitrary<Step>[] = [
  fc.tuple(person, person).map(([who, loginId]) => checked(new Apply(who, loginId))),
  fc.tuple(person, person).map(([who, loginId]) => checked(new Apply(who, loginId))),
  which.map((number) => checked(new Resend(number))),
  link.map(([number, isOutdated]) => checked(new Activate(number, isOutdated))),
  link.map(([number, isOutdated]) => checked(new Activate(number, isOutdated))),
  which.map((number) => checked(new Disown(number))),
  which.map((number) => checked(new Erase(number))),
  person.map((who) => checked(new ErasePersonOf(who))),
  fc.constant(null).map(() => checked(new Expire())),
  fc.tuple(which, wish).map(([number, wanted]) => checked(new Decide(number, wanted))),
  fc.tuple(which, wish).map(([number, wanted]) => checked(new Decide(number, wanted))),
  fc
    .tuple(fc.array(which, { minLength: 1, maxLength: 6 }), wish)
    .map(([numbers, wanted]) => checked(new DecideSeveral(numbers, wanted))),
  wish.map((wanted) => checked(new DecideAllUndecided(wanted))),
  fc.boolean().map((autoApprove) => checked(new SwitchAutomaticApproval(autoApprove))),
];

let first: Desk;
beforeAll(async () => {
  first = await Desk.open();
});
afterAll(() => first.close());

describe('whatever happens to the applications of a site, in whatever order', () => {
  it('statuses, claims, accounts, history and mails are those of the model, after every step', async () => {
    const property = fc.asyncProperty(fc.commands(STEPS_OF_ALL_KINDS, { maxCommands: STEPS, size: 'max' }), (steps) =>
      fc.asyncModelRun(async () => {
        const desk = await first.atAnotherSite();
        await desk.change({ enabled: true, autoApprove: false, deleteUnactivatedEnabled: true, deleteUnactivatedAfterDays: 1 });
        const { slug } = await desk.rows.manager.findOneByOrFail(Site, { id: desk.siteId });
        return { model: { applications: [], autoApprove: false }, real: { desk, slug, walk: uniqueText() } };
      }, steps),
    );
    await fc.assert(property, { numRuns: WALKS, endOnFailure: true });
  });
});
