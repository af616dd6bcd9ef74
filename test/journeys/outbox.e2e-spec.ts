import { bodyOf } from '../support/answers';
import { Api } from '../support/api';
import { anApplicant } from '../support/builders';
import { countRows } from '../support/database';
import { ScriptedSmtp } from '../support/scripted-smtp';
import { makeHome, startService, type Home, type Service } from '../support/service';
import { createSite, createStaff } from '../support/site';
import { waitFor } from '../support/wait';

jest.setTimeout(300_000);

// A lease, and a sweep: how long a mail waits whose courier died.
const TAKEN_OVER_WITHIN_SECONDS = 100;
const COURIER_SENDS_AT_ONCE = 10;

let smtp: ScriptedSmtp;
let home: Home;
let one: Service;
let slug: string;
beforeAll(async () => {
  smtp = await ScriptedSmtp.start();
  home = await makeHome();
  one = await replica();
  slug = (await createSite(one, await createStaff(one, 'operator'))).slug;
});
afterAll(async () => {
  await one.kill();
  await home.remove();
  await smtp.stop();
});
beforeEach(async () => {
  smtp.onMoment = () => undefined;
  if (!one.isRunning()) await one.start();
});

const replica = (): Promise<Service> => startService({ SMTP_URL: smtp.url }, home);

const unsent = (): Promise<number> => countRows(home.database, "mails WHERE state <> 'sent'");

const everythingSent = (): Promise<true> =>
  waitFor('every mail to be noted as sent', async () => ((await unsent()) === 0 ? true : undefined), TAKEN_OVER_WITHIN_SECONDS);

async function applies(service: Service, email: string): Promise<void> {
  bodyOf(await new Api(service.baseUrl).apply(slug, anApplicant({ email })), 202);
}

/** Kills the service at this moment of sending to `email`. */
async function diesWhen(moment: 'first-byte' | 'acknowledged', email: string): Promise<void> {
  const dead = new Promise<void>((resolve, reject) => {
    smtp.onMoment = (came, to) => {
      if (came === moment && to === email) one.kill().then(resolve, reject);
    };
  });
  await applies(one, email);
  await dead;
  smtp.onMoment = () => undefined;
}

describe('kill -9', () => {
  it('at the first byte of a mail: one copy after the restart', async () => {
    const email = 'first.byte@school.example';
    await diesWhen('first-byte', email);
    expect(smtp.copiesTo(email)).toHaveLength(0);
    await one.restart();
    await everythingSent();
    expect(smtp.copiesTo(email)).toHaveLength(1);
  });

  it('right after the 250: at most two copies, with one Message-ID', async () => {
    const email = 'after.the.250@school.example';
    await diesWhen('acknowledged', email);
    expect(smtp.copiesTo(email)).toHaveLength(1);
    await one.restart();
    await everythingSent();
    const copies = smtp.copiesTo(email).map(({ messageId }) => messageId);
    expect(copies.length).toBeLessThanOrEqual(2);
    expect(new Set(copies).size).toBe(1);
  });
});

/** So many mails of ordinary applications, due at once, as if the mail server had been away. */
async function queueMails(count: number): Promise<Set<string>> {
  await smtp.stop();
  await applies(one, 'pattern@school.example');
  await waitFor('the first one to be queued again', async () =>
    (await countRows(home.database, "mails WHERE state = 'queued' AND tries > 0")) === 1 ? true : undefined,
  );
  const recipients = Array.from({ length: count - 1 }, (_, i) => `drained.${i}@school.example`);
  for (const [i, recipient] of recipients.entries()) {
    const id = `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`;
    await home.database.write(
      `INSERT INTO mails (siteId, id, applicationId, template, locale, recipient, params, state, tries, dueAt, queuedAt)
       SELECT siteId, ?, applicationId, template, locale, ?, params, 'queued', 0, queuedAt, queuedAt FROM mails WHERE recipient = ?`,
      [id, recipient, 'pattern@school.example'],
    );
  }
  return new Set([...recipients, 'pattern@school.example']);
}

describe('two processes that share an outbox of 500 mails', () => {
  it('deliver all of them, though one is killed midway', async () => {
    const waiting = 500;
    const recipients = await queueMails(waiting);
    await one.stop();
    expect(await unsent()).toBe(waiting);

    await smtp.start();
    const before = smtp.takenIn.length;
    const [first, second] = await Promise.all([replica(), replica()]);
    try {
      await waitFor('a third of them to be delivered', () => (smtp.takenIn.length - before > waiting / 3 ? true : undefined));
      await second.kill();
      expect(await unsent()).toBeGreaterThan(0);
      await everythingSent();
    } finally {
      await first.stop();
    }
    const taken = smtp.takenIn.slice(before);
    expect(new Set(taken.map(({ to }) => to))).toEqual(recipients);
    expect(new Set(taken.map(({ messageId }) => messageId)).size).toBe(waiting);
    // Only what the killed one was about to note may have come twice.
    expect(taken.length).toBeLessThanOrEqual(waiting + COURIER_SENDS_AT_ONCE);
    expect(await countRows(home.database, 'mails WHERE recipient IS NOT NULL OR params IS NOT NULL')).toBe(0);
  });
});

interface PutOff {
  readonly time: string;
  readonly msg: string;
  readonly mailId: string;
  readonly tries: number;
  readonly nextTryAt: string;
}

describe('a mail server that stays away', () => {
  it('is asked less and less often, as the log tells, and gets everything once it is back', async () => {
    const begun = one.logs().length;
    await smtp.stop();
    const emails = Array.from({ length: 5 }, (_, i) => `away.${i}@school.example`);
    for (const email of emails) await applies(one, email);
    const putOffs = (): PutOff[] =>
      one
        .logs()
        .slice(begun)
        .split('\n')
        .filter((line) => line.includes('mail will be tried again'))
        .map((line) => JSON.parse(line) as PutOff);
    const thirdTries = (): PutOff[] => putOffs().filter(({ tries }) => tries === 3);
    await waitFor('three tries of each', () => (thirdTries().length === emails.length ? true : undefined), 60);
    for (const { time, tries, nextTryAt } of putOffs()) {
      const pause = (Date.parse(nextTryAt) - Date.parse(time)) / 1000;
      const doubled = 5 * 2 ** (tries - 1);
      expect(pause).toBeGreaterThan(doubled * 0.75 - 1);
      expect(pause).toBeLessThan(doubled * 1.25 + 1);
    }
    // Jitter: they do not all come back at the same moment.
    expect(new Set(thirdTries().map(({ nextTryAt }) => nextTryAt)).size).toBeGreaterThan(1);
    // As after hours: the next try would be a long way off.
    await home.database.write("UPDATE mails SET dueAt = ? WHERE state = 'queued'", ['2100-01-01 00:00:00.000']);
    await smtp.start();
    await everythingSent();
    expect(emails.map((email) => smtp.copiesTo(email).length)).toEqual(emails.map(() => 1));
  });
});
