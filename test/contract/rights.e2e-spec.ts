import { randomUUID } from 'node:crypto';
import { problemOf, bodyOf, whatAStrangerSees } from '../support/answers';
import { type Answer } from '../support/api';
import { aPassword, aSlug, aStaffMember, type StaffCredentials } from '../support/builders';
import { exampleBody, filledPath } from '../support/example-requests';
import { type NamedOperation, OpenApiDocument } from '../support/openapi-document';
import { WHO_MAY } from '../support/rights-grid';
import { Scene } from '../support/scene';
import { runProgram } from '../support/service';
import { createSite, type TestSite } from '../support/site';
import { isAllowed } from '../../src/platform/access/staff-access';
import { type Operation, type Role, ROLES, type Scope, SCOPES } from '../../src/platform/access/rights';

jest.setTimeout(180_000);

const ALL_SCOPES = Object.keys(SCOPES) as Scope[];
/** What the guard answers whom it does not let pass. */
const REFUSALS = [
  'unauthenticated',
  'forbidden',
  'site-not-found',
  'password-change-required',
  'second-factor-enrolment-required',
];

let scene: Scene;
let other: TestSite;
let openApi: OpenApiDocument;
beforeAll(async () => {
  scene = await Scene.open();
  other = await createSite(scene.service, scene.operator);
  openApi = new OpenApiDocument(bodyOf(await scene.api.send<OpenApiDocument['document']>('GET', '/openapi.json'), 200));
});
afterAll(() => scene.close());

const rightOf = ({ operation }: NamedOperation): string => operation['x-matricula-right'] ?? '(none)';
const isGuarded = (named: NamedOperation): boolean => rightOf(named) !== 'public';
const isOfSite = ({ path }: NamedOperation): boolean => path.includes('{site}');
const guarded = (): NamedOperation[] => openApi.operations.filter(isGuarded);

/** A request that is valid as the document has it, about things that do not exist; `body` in place of the document's example. */
function ask(named: NamedOperation, site: string, token: string | undefined, body?: unknown): Promise<Answer<{ code?: string }>> {
  const json = named.operation.requestBody === undefined ? undefined : (body ?? exampleBody(named, openApi.document));
  return scene.api.send(named.method.toUpperCase(), filledPath(named, site), { token, json });
}

/** How each operation answered: `refused` by the guard with which status and code, or `let in`, whatever came of it. */
async function outcomes(
  operations: readonly NamedOperation[],
  asks: (named: NamedOperation) => Promise<Answer<{ code?: string }>>,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const named of operations) {
    const { status, body } = await asks(named);
    const code = (body as { code?: string } | undefined)?.code ?? '';
    found[named.name] = REFUSALS.includes(code) ? `${status} ${code}` : 'let in';
  }
  return found;
}
const expected = (operations: readonly NamedOperation[], says: (named: NamedOperation) => string): Record<string, string> =>
  Object.fromEntries(operations.map((named) => [named.name, says(named)]));

/** By the grid that was written by hand. */
function mayByHand(named: NamedOperation, { role, scope }: { role?: Role; scope?: Scope }): boolean {
  const [roles = '', ...scopes] = (WHO_MAY[named.name] ?? '').split(' ');
  return role === undefined ? scopes.includes(scope ?? '') : roles === 'public' || roles.includes(role.charAt(0));
}

const newToken = async ({ email, password }: StaffCredentials): Promise<string> =>
  bodyOf(await scene.api.staffLogin({ email, password }), 201).accessToken;

async function apiKey(site: TestSite, scopes: readonly Scope[]): Promise<string> {
  const answer = await scene.api.send<{ key: string }>('POST', `/v1/sites/${site.slug}/api-keys`, {
    token: site.administrator.token,
    json: { name: 'LMS', scopes },
  });
  return bodyOf(answer, 201).key;
}

describe('the rights of the document', () => {
  it('are, for every operation, what the grid written by hand says: test/support/rights-grid.ts', () => {
    const inWords = (named: NamedOperation): string => {
      const right = rightOf(named) as Operation | 'public';
      if (right === 'public') return 'public';
      const roles = ROLES.filter((role) => isAllowed({ roles: [role] }, right)).map((role) => role.charAt(0));
      const scopes = isOfSite(named) ? ALL_SCOPES.filter((scope) => isAllowed({ roles: [], scopes: [scope] }, right)) : [];
      return [roles.join(''), ...scopes].join(' ');
    };
    expect(expected(openApi.operations, inWords)).toEqual(WHO_MAY);
  });

  it('and its security schemes agree: a token is asked for wherever a right is needed', () => {
    const secured = openApi.operations.filter(({ operation }) => (operation.security ?? []).length > 0);
    expect(secured.map(({ name }) => name)).toEqual(guarded().map(({ name }) => name));
  });
});

describe('every operation that needs a right', () => {
  it('asks a stranger who they are', async () => {
    const found = await outcomes(guarded(), (named) => ask(named, scene.site.slug, undefined));
    expect(found).toEqual(expected(guarded(), () => '401 unauthenticated'));
  });

  it.each(ROLES)('lets in a member of staff with the role, and refuses all others: %s', async (role) => {
    const { slug } = scene.site;
    const person = await scene.joins(role);
    const found = await outcomes(guarded(), async (named) => {
      // Whom it lets in must not do harm: the empty body is for them.
      const answer = await ask(named, slug, person.token, mayByHand(named, { role }) ? {} : undefined);
      if (rightOf(named) === 'staff.sessions') person.token = await newToken(person);
      return answer;
    });
    expect(found).toEqual(expected(guarded(), (named) => (mayByHand(named, { role }) ? 'let in' : '403 forbidden')));
  });

  it.each(ALL_SCOPES)('lets in an API key of the site with the scope, and refuses all others: %s', async (scope) => {
    const key = await apiKey(scene.site, [scope]);
    const may = (named: NamedOperation): boolean => mayByHand(named, { scope });
    const found = await outcomes(guarded(), (named) => ask(named, scene.site.slug, key, may(named) ? {} : undefined));
    expect(found).toEqual(expected(guarded(), (named) => (may(named) ? 'let in' : '403 forbidden')));
  });

  it('is nothing for members', async () => {
    const { form } = await scene.becomesMember();
    const { accessToken } = bodyOf(await scene.api.memberLogin(scene.site.slug, form), 201);
    const found = await outcomes(guarded(), (named) => ask(named, scene.site.slug, accessToken));
    expect(found).toEqual(expected(guarded(), () => '401 unauthenticated'));
  });

  it('refuses who was given a password until they have chosen one, but for what they need to do so', async () => {
    const { token } = await staffWithGivenPassword();
    const may = (named: NamedOperation): boolean => /^\/v1\/staff\/(me|me\/password|sessions.*)$/.test(named.path);
    const found = await outcomes(
      guarded().filter((named) => !endsSessions(named)),
      (named) => ask(named, scene.site.slug, token, may(named) ? {} : undefined),
    );
    expect(found).toEqual(
      expected(
        guarded().filter((named) => !endsSessions(named)),
        (named) => (may(named) ? 'let in' : '403 password-change-required'),
      ),
    );
  });
});

const endsSessions = ({ name }: NamedOperation): boolean => /^DELETE \/v1\/staff\/sessions/.test(name);

/** As operations makes them without a password of their own: it is printed. */
async function staffWithGivenPassword(): Promise<{ token: string }> {
  const { email } = aStaffMember();
  const { settings, home } = scene.service;
  const args = ['create-staff', '--email', email, '--site', scene.site.slug, '--role', 'administrator'];
  const { output } = await runProgram('cli.js', args, { settings, folder: home.folder, withinSeconds: 60 });
  const [, password = aPassword()] = /password\W+(\S+)/i.exec(output) ?? [];
  return { token: await newToken({ email, password }) };
}

describe('every operation of a site', () => {
  const ofSite = (): NamedOperation[] => guarded().filter(isOfSite);

  it('refuses who has no second factor, where the site demands one', async () => {
    const strict = await createSite(scene.service, scene.operator);
    const { token } = strict.administrator;
    const policy = { token, json: { secondFactorRequired: true } };
    bodyOf(await scene.api.send('PUT', `/v1/sites/${strict.slug}/staff-policy`, policy), 200);
    const found = await outcomes(ofSite(), (named) => ask(named, strict.slug, token));
    expect(found).toEqual(expected(ofSite(), () => '403 second-factor-enrolment-required'));
  });

  it('tells strangers to the site that there is none, in the words for one that does not exist', async () => {
    const strangers = { administrator: other.administrator.token, 'API key': await apiKey(other, ALL_SCOPES) };
    const nowhere = aSlug();
    const differ: string[] = [];
    for (const [who, token] of Object.entries(strangers)) {
      for (const named of ofSite()) {
        const [here, there] = [await ask(named, scene.site.slug, token), await ask(named, nowhere, token)];
        problemOf(here, 404, 'site-not-found');
        const same = JSON.stringify(whatAStrangerSees(here)) === JSON.stringify(whatAStrangerSees(there));
        if (!same) differ.push(`${who}: ${named.name}`);
      }
    }
    expect(differ).toEqual([]);
  });

  it('tells even operators of no site that does not exist', async () => {
    const found = await outcomes(ofSite(), (named) => ask(named, aSlug(), scene.operator.token));
    expect(found).toEqual(expected(ofSite(), () => '404 site-not-found'));
  });
});

describe('every operation of another site’s things', () => {
  it('does not know them: an id that is real elsewhere is answered as one that never was', async () => {
    const { id } = await scene.activates();
    const { administrator, slug } = other;
    for (const read of [scene.api.application.bind(scene.api), scene.api.history.bind(scene.api)]) {
      const [real, made] = [await read(administrator.token, slug, id), await read(administrator.token, slug, randomUUID())];
      expect(whatAStrangerSees(real)).toEqual(whatAStrangerSees(made));
    }
  });
});

describe('every operation that needs none', () => {
  it('is open to strangers and lets a token lie, whosever it is', async () => {
    const open = openApi.operations.filter((named) => !isGuarded(named) && named.path !== '/v1/staff/sessions/refresh');
    for (const token of [undefined, 'nonsense', other.administrator.token]) {
      const found = await outcomes(open, (named) => ask(named, scene.site.slug, token, {}));
      expect(found).toEqual(expected(open, () => 'let in'));
    }
  });
});
