import { bodyOf } from '../support/answers';
import { Api } from '../support/api';
import { anApplicant } from '../support/builders';
import { ScriptedSmtp, type Fault } from '../support/scripted-smtp';
import { startService, type Service, type Settings } from '../support/service';
import { createSite, createStaff, type TestSite } from '../support/site';
import { sleep, waitFor } from '../support/wait';

jest.setTimeout(180_000);

interface StoredMail {
  state: string;
  tries: number;
  lastAnswer: string | null;
  recipient: string | null;
  params: string | null;
}

interface Stage {
  smtp: ScriptedSmtp;
  service: Service;
  site: TestSite;
  api: Api;
}

async function setUp(settings: Settings = {}): Promise<Stage> {
  const smtp = await ScriptedSmtp.start();
  const service = await startService({ SMTP_URL: smtp.url, ...settings });
  const site = await createSite(service, await createStaff(service, 'operator'));
  return { smtp, service, site, api: new Api(service.baseUrl) };
}

async function tearDown({ smtp, service }: Stage): Promise<void> {
  await service.close();
  await smtp.stop();
}

const mailTo = async ({ service }: Stage, email: string): Promise<StoredMail | undefined> =>
  (
    await service.database.rows<StoredMail>(
      'SELECT state, tries, lastAnswer, recipient, params FROM mails WHERE applicationId IN (SELECT id FROM applications WHERE email = ?)',
      [email],
    )
  )[0];

/** Somebody applies; waits until their mail has come to this state. */
async function applies(stage: Stage, email: string, state: string): Promise<StoredMail> {
  bodyOf(await stage.api.apply(stage.site.slug, anApplicant({ email })), 202);
  return comesTo(stage, email, state);
}

const comesTo = (stage: Stage, email: string, state: string): Promise<StoredMail> =>
  waitFor(
    `the mail to ${email} to be ${state}`,
    async () => {
      const mail = await mailTo(stage, email);
      return mail?.state === state ? mail : undefined;
    },
    100,
  );

describe('a mail server that fails', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setUp();
  });
  afterAll(() => tearDown(stage));

  const passing: [name: string, faults: Fault[], copies: number][] = [
    ['refuses the recipient for now', [{ stage: 'rcpt', how: '451 Greylisted' }], 1],
    ['hangs up at RCPT', [{ stage: 'rcpt', how: 'drop' }], 1],
    ['shuts down at RCPT', [{ stage: 'rcpt', how: '421 Shutting down' }], 1],
    ['refuses DATA for now', [{ stage: 'data', how: '452 Disk full' }], 1],
    ['hangs up at DATA', [{ stage: 'data', how: 'drop' }], 1],
    ['refuses the contents for now', [{ stage: 'after-dot', how: '451 Scanner away' }], 2],
    ['hangs up after the dot, before its 250', [{ stage: 'after-dot', how: 'drop' }], 2],
    ['says nothing after the dot', [{ stage: 'after-dot', how: 'hang' }], 2],
    [
      'fails twice, each time elsewhere',
      [
        { stage: 'rcpt', how: '450 Busy' },
        { stage: 'data', how: 'drop' },
      ],
      1,
    ],
  ];

  it('for a while loses and doubles nothing, whichever way it fails', async () => {
    const cases = passing.map(([name, faults, copies], i) => ({ name, faults, copies, email: `passing.${i}@school.example` }));
    const ends = await Promise.all(
      cases.map(async ({ name, faults, copies, email }) => {
        stage.smtp.will(faults, email);
        const { tries } = await applies(stage, email, 'sent');
        const taken = stage.smtp.copiesTo(email);
        const ids = new Set(taken.map(({ messageId }) => messageId));
        return {
          end: {
            name,
            tries,
            copies: taken.length,
            acknowledged: taken.filter((each) => each.acknowledged).length,
            ids: ids.size,
          },
          due: { name, tries: faults.length + 1, copies, acknowledged: 1, ids: 1 },
        };
      }),
    );
    expect(ends.map(({ end }) => end)).toEqual(ends.map(({ due }) => due));
  });

  it.each(['rcpt', 'data', 'after-dot'] as const)(
    'for good at %s is asked once, and what it said is kept, but no address',
    async (at) => {
      const email = `for.good.${at}@school.example`;
      stage.smtp.will([{ stage: at, how: `550 5.1.1 <${email}> is not here` }], email);
      const mail = await applies(stage, email, 'failed');
      expect(mail).toMatchObject({ tries: 1, recipient: null, params: null });
      expect(mail.lastAnswer).toContain('is not here');
      expect(mail.lastAnswer).not.toContain('@');
    },
  );

  it.each<[string, Fault]>([
    ['refuses connections', { stage: 'connect', how: '554 No service' }],
    ['hangs up when connected to', { stage: 'connect', how: 'drop' }],
    ['hangs up at EHLO', { stage: 'ehlo', how: 'drop' }],
    ['refuses the sender for now', { stage: 'mail', how: '451 Later' }],
    ['hangs up at MAIL', { stage: 'mail', how: 'drop' }],
  ])('and %s is tried again', async (_, fault) => {
    // Connections from before would not have to be made again.
    await stage.smtp.stop();
    await stage.smtp.start();
    stage.smtp.will([fault]);
    const email = `again.${fault.stage}.${String(fault.how.length)}@school.example`;
    const { tries } = await applies(stage, email, 'sent');
    expect(tries).toBe(2);
    expect(stage.smtp.copiesTo(email)).toHaveLength(1);
  });

  it('for one person keeps nobody else waiting', async () => {
    const slow = Array.from({ length: 5 }, (_, i) => `hanging.${i}@school.example`);
    for (const email of slow) stage.smtp.will([{ stage: 'rcpt', how: 'hang' }], email);
    await Promise.all(slow.map(async (email) => bodyOf(await stage.api.apply(stage.site.slug, anApplicant({ email })), 202)));
    const began = performance.now();
    await applies(stage, 'not.waiting@school.example', 'sent');
    expect(performance.now() - began).toBeLessThan(5000);
    for (const email of slow) await comesTo(stage, email, 'sent');
  });
});

describe('TLS', () => {
  it.each([
    ['is not offered where it is required', false, 'required'],
    ['fails where it is required', true, 'required'],
    ['fails where it is offered', true, 'preferred'],
  ])('that %s: nothing is sent in the clear, nothing is lost', async (_, offersTls, tls) => {
    const stage = await setUp({ SMTP_TLS: tls });
    try {
      stage.smtp.offersTls = offersTls;
      const email = 'in.the.clear@school.example';
      bodyOf(await stage.api.apply(stage.site.slug, anApplicant({ email })), 202);
      await waitFor('a second try', async () => ((await mailTo(stage, email))?.tries ?? 0) >= 2 || undefined, 30);
      expect(stage.smtp.takenIn).toEqual([]);
      expect((await mailTo(stage, email))?.state).not.toBe('failed');
    } finally {
      await tearDown(stage);
    }
  });

  it('that is switched off by name is not asked for', async () => {
    const stage = await setUp({ SMTP_TLS: 'off' });
    try {
      stage.smtp.offersTls = true;
      await applies(stage, 'off@school.example', 'sent');
    } finally {
      await tearDown(stage);
    }
  });
});

describe('a mail server that is away', () => {
  it('keeps nobody from applying, and is told apart from one that is slow', async () => {
    const stage = await setUp();
    const mailHealth = async (): Promise<string> =>
      bodyOf(await stage.api.send<{ checks: { mail: string } }>('GET', '/health/ready'), 200).checks.mail;
    try {
      await waitFor('the mail server to be up', async () => ((await mailHealth()) === 'up' ? true : undefined));
      await stage.smtp.stop();
      const emails = Array.from({ length: 10 }, (_, i) => `away.${i}@school.example`);
      await Promise.all(emails.map(async (email) => bodyOf(await stage.api.apply(stage.site.slug, anApplicant({ email })), 202)));
      await waitFor('the mail server to be down', async () => ((await mailHealth()) === 'down' ? true : undefined), 40);
      await stage.smtp.start();
      for (const email of emails) await comesTo(stage, email, 'sent');
      expect(emails.map((email) => stage.smtp.copiesTo(email).length)).toEqual(emails.map(() => 1));
      await waitFor('the mail server to be up', async () => ((await mailHealth()) === 'up' ? true : undefined), 40);
      stage.smtp.will(Array.from({ length: 20 }, () => ({ stage: 'ehlo', how: 'hang' })));
      await sleep(16_000);
      await waitFor('the mail server to be slow', async () => ((await mailHealth()) === 'slow' ? true : undefined), 20);
    } finally {
      await tearDown(stage);
    }
  });
});
