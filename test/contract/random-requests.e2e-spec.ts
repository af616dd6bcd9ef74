import fc from 'fast-check';
import { bodyOf, whatIsWrongAsProblem } from '../support/answers';
import { type Answer, type Sending } from '../support/api';
import { uniqueText } from '../support/environment';
import { type NamedOperation, OpenApiDocument } from '../support/openapi-document';
import { requestsFor } from '../support/random-requests';
import { WHO_MAY } from '../support/rights-grid';
import { Scene } from '../support/scene';
import { changeSettings } from '../support/site';
import { type Caller, Stage } from '../support/stage';

jest.setTimeout(300_000);

/** `RANDOM_REQUESTS_SEED` and `RANDOM_REQUESTS_EACH` repeat a run, or make a longer one. */
const EACH = Number(process.env['RANDOM_REQUESTS_EACH'] ?? 40);
const SEED = Number(process.env['RANDOM_REQUESTS_SEED'] ?? Number.parseInt(uniqueText(), 16) % 2 ** 31);

let scene: Scene;
let stage: Stage;
let openApi: OpenApiDocument;
beforeAll(async () => {
  scene = await Scene.open();
  openApi = new OpenApiDocument(bodyOf(await scene.api.send<OpenApiDocument['document']>('GET', '/openapi.json'), 200));
  stage = await Stage.set(scene);
});
afterAll(() => scene.close());

/** What an answer should not be, whatever was asked; undefined when nothing is wrong. The client itself throws on any 5xx. */
function faultOf(answer: Answer): string | undefined {
  const problem = answer.status < 400 ? undefined : whatIsWrongAsProblem(answer);
  // An odd text in a path may make another path of it, which is no operation.
  const code = (answer.body as { code?: string } | undefined)?.code ?? '';
  if (problem === undefined && /^(not-found|method-not-allowed|uri-too-long)$/.test(code)) return undefined;
  return problem ?? openApi.faultOf(answer);
}

/** Those who may first and most often: what others send gets no further than the guard. */
function callers({ name }: NamedOperation): fc.Arbitrary<Caller> {
  const [roles = '', ...scopes] = (WHO_MAY[name] ?? '').split(' ');
  const may = stage.callers.filter(({ initial }) => roles.includes(initial) || (initial === 'k' && scopes.length > 0));
  const rest = { weight: 1, arbitrary: fc.constantFrom(...stage.callers) };
  return roles === 'public' || may.length === 0
    ? rest.arbitrary
    : fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...may) }, rest);
}

/** Each fault once, with the smallest request that has it; `RANDOM_REQUESTS_SEED` says how to see it again. */
async function expectNoFault(named: NamedOperation): Promise<void> {
  const requests = requestsFor(named, { document: openApi.document, site: stage.site.slug, known: await stage.known(named) });
  const property = fc.asyncProperty(requests, callers(named), async ({ path, sending }, caller) => {
    const asked: Sending = caller.token === undefined ? sending : { ...sending, token: caller.token };
    const answer = await scene.api.send(named.method.toUpperCase(), path, asked);
    const fault = faultOf(answer);
    if (fault !== undefined) throw new Error(`${fault}\n${answer.text.slice(0, 600)}`);
  });
  await fc.assert(property, { numRuns: EACH, seed: SEED, endOnFailure: false, interruptAfterTimeLimit: 20_000 });
}

describe(`whatever is sent (RANDOM_REQUESTS_SEED=${SEED})`, () => {
  const succeeded = new Set<string>();

  it('to any operation of the document is answered as it says, and never with a 5xx', async () => {
    const faults: string[] = [];
    scene.api.onAnswer = (answer) => {
      if (answer.status < 400) succeeded.add(openApi.operationOf(answer)?.name ?? '');
    };
    for (const named of openApi.operations) {
      await stage.mend();
      await expectNoFault(named).catch((error: unknown) => faults.push(`${named.name}: ${String(error)}`));
    }
    expect(faults).toEqual([]);
  });

  it('was often enough what they want: most operations have been done, not only refused', () => {
    const done = openApi.operations.filter(({ name }) => succeeded.has(name));
    expect(done.length / openApi.operations.length).toBeGreaterThan(0.7);
  });

  it('never kept from working who was there before', async () => {
    await stage.mend();
    await changeSettings(scene.api, scene.site, { enabled: true });
    bodyOf(await scene.api.listApplications(scene.site.administrator.token, scene.site.slug), 200);
    bodyOf(await scene.api.send('GET', '/health/ready'), 200);
  });
});
