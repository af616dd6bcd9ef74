import { bodyOf } from '../support/answers';
import { Api } from '../support/api';
import { anApplicant } from '../support/builders';
import { plainly, type Timed, turnedAwayWith } from '../support/plain-fetch';
import { startService, type Service } from '../support/service';
import { createSite, createStaff, type TestSite } from '../support/site';
import { waitFor } from '../support/wait';

jest.setTimeout(180_000);

// More than any machine takes in: four threads at the most hash, and 64 passwords wait for each of them.
const A_RUSH = 500;

// What one log-in may take when nobody else is there, on a machine that is slow.
const NORMAL_MS = 5_000;

let service: Service;
let site: TestSite;
beforeAll(async () => {
  service = await startService({ SMTP_URL: 'smtp://127.0.0.1:9' });
  site = await createSite(service, await createStaff(service, 'operator'));
});
afterAll(() => service.close());

const logIn = (signal?: AbortSignal): Promise<Timed> =>
  plainly(`${service.baseUrl}/v1/sites/${site.slug}/sessions`, {
    json: { loginId: 'nobody-at-all', password: 'correct horse battery staple' },
    ...(signal !== undefined && { signal }),
  });

const metric = async (name: string): Promise<number> => {
  const { text } = await plainly(`${service.baseUrl}/metrics`);
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? NaN);
};

async function expectNormal(): Promise<void> {
  await waitFor('nobody to wait any more', async () =>
    (await metric('matricula_password_hashing_waiting')) === 0 && (await metric('matricula_database_waiting')) === 0
      ? true
      : undefined,
  );
  const answer = await logIn();
  expect(answer.status).toBe(401);
  expect(answer.ms).toBeLessThan(NORMAL_MS);
  bodyOf(await new Api(service.baseUrl).apply(site.slug, anApplicant()), 202);
}

describe('more log-ins at once than can be done', () => {
  it('are turned away at once beyond the bound, the others are served, and all is normal afterwards', async () => {
    const began = performance.now();
    const doneAt = new Map<Timed, number>();
    const answers = await Promise.all(
      Array.from({ length: A_RUSH }, async () => {
        const answer = await logIn();
        doneAt.set(answer, performance.now() - began);
        return answer;
      }),
    );
    const served = answers.filter(({ status }) => status === 401);
    const turnedAway = answers.filter(({ status }) => status !== 401);
    expect(served.length).toBeGreaterThan(50);
    expect(turnedAway.length).toBeGreaterThan(50);
    expect(new Set(turnedAway.map(turnedAwayWith))).toEqual(new Set(['overloaded']));
    const moments = (some: Timed[]): number[] => some.map((answer) => doneAt.get(answer) ?? 0).sort((a, b) => a - b);
    // Before the last of those who were let in had their turn.
    expect(moments(turnedAway)[0]).toBeLessThan(moments(served).at(-1) ?? 0);
    expect(await metric('matricula_password_hashing_refused')).toBeGreaterThan(0);
    await expectNormal();
  });

  it('are not carried out when those who sent them have gone', async () => {
    const refusedBefore = await metric('matricula_password_hashing_refused');
    const gone = new AbortController();
    const rush = Array.from({ length: 100 }, () => logIn(gone.signal).catch(() => undefined));
    await waitFor('passwords to wait', async () =>
      (await metric('matricula_password_hashing_waiting')) > 20 ? true : undefined,
    );
    gone.abort();
    await Promise.all(rush);
    await expectNormal();
    expect(await metric('matricula_password_hashing_refused')).toBeGreaterThan(refusedBefore);
  });
});
