import { Desk } from '../support/desk';
import { Application } from '../../src/applications';
import { DecideApplication } from '../../src/approval/decide-application.use-case';
import { Mail } from '../../src/mail';
import { Transactions } from '../../src/platform/database/transactions';
import { Ids } from '../../src/platform/ids/ids';
import { ResendMail } from '../../src/mail-desk/resend-mail.use-case';

jest.setTimeout(120_000);

const ROUNDS = 12;

let desk: Desk;
let resendMail: ResendMail;
beforeAll(async () => {
  desk = await Desk.open();
  resendMail = desk.service.part(ResendMail);
});
afterAll(() => desk.close());

/** A mail about an application that was given up, or that waits for its next try for an hour. */
async function aMail(applicationId: string, template: Mail['template'], state: 'failed' | 'queued' = 'failed'): Promise<string> {
  const now = desk.service.now();
  const id = desk.service.part(Ids).next();
  const contents =
    state === 'queued' ? { recipient: 'sam@school.example', params: '{"params":{}}' } : { recipient: null, params: null };
  await desk.service.part(Transactions).run((tx) =>
    tx.insert(Mail, {
      ...{ siteId: desk.siteId, id, applicationId, template, state, locale: 'en', ...contents },
      ...{ tries: 1, queuedAt: now, dueAt: new Date(now.getTime() + 3_600_000), sentAt: null, lastAnswer: '450 Later' },
    }),
  );
  return id;
}

const mailsAbout = (applicationId: string): Promise<Mail[]> =>
  desk.rows.manager.find(Mail, { where: { siteId: desk.siteId, applicationId }, order: { id: 'ASC' } });

const codeOf = ({ reason }: PromiseRejectedResult): unknown => (reason as { code?: unknown }).code;

describe('sending a mail again', () => {
  it('by two at once leaves one activation mail, with the link that works', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [id = ''] = await desk.applications(1, { status: 'not_activated' });
      const mail = await aMail(id, 'activation');
      await Promise.all([desk.ann, desk.ben].map((access) => resendMail.execute(access, mail)));
      const [first, second, third] = await mailsAbout(id);
      expect(first).toMatchObject({ id: mail, state: 'failed' });
      expect(third).toBeUndefined();
      const application = await desk.rows.manager.findOneByOrFail(Application, { siteId: desk.siteId, id });
      expect(application.linkGeneration).toBe(2);
      const { activationLink } = JSON.parse(second?.params ?? '{}') as { activationLink?: unknown };
      expect(activationLink).toEqual({ siteId: desk.siteId, id, generation: 2 });
      expect((await desk.counts('application_history', [id], "event = 'resend'")).get(id)).toBe(2);
    }
  });

  it('while somebody declines leaves no link on its way', async () => {
    const outcomes = new Set<unknown>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const [id = ''] = await desk.applications(1, { status: 'not_activated' });
      const mail = await aMail(id, 'activation');
      const wish = { kind: 'decline', notifyByEmail: false } as const;
      const [resent, declined] = await Promise.allSettled([
        resendMail.execute(desk.ann, mail),
        desk.service.part(DecideApplication).execute(desk.ben, id, wish, undefined),
      ]);
      expect(declined.status).toBe('fulfilled');
      outcomes.add(resent.status === 'fulfilled' ? 'sent' : codeOf(resent));
      expect((await mailsAbout(id)).map((each) => each.id)).toEqual([mail]);
      expect(await desk.statusOf(id)).toBe('not_approved');
    }
    expect([...outcomes].filter((outcome) => outcome !== 'sent' && outcome !== 'mail-outdated')).toEqual([]);
  });

  it('that waits is due at once, is the same, and is told of in the history of its application alone', async () => {
    const [id = '', other = ''] = await desk.applications(2, { status: 'approved', isActivated: true });
    const mail = await aMail(id, 'approved', 'queued');
    const before = await aMail(other, 'approved', 'queued');
    const { dueAt, ...answer } = await resendMail.execute(desk.ann, mail);
    expect(answer).toMatchObject({ id: mail, template: 'approved', tries: 1, resendable: true });
    expect(new Date(dueAt).getTime()).toBeLessThanOrEqual(desk.service.now().getTime());
    expect((await mailsAbout(id)).map((each) => each.id)).toEqual([mail]);
    expect((await mailsAbout(other))[0]).toMatchObject({ id: before, tries: 1 });
    const told = await desk.counts('application_history', [id, other], "event = 'hurry_mail'");
    expect([told.get(id), told.get(other)]).toEqual([1, 0]);
  });

  it('of another site, or about an application that is gone, is refused', async () => {
    const elsewhere = await desk.atAnotherSite();
    const [id = ''] = await desk.applications(1, { status: 'approved', isActivated: true });
    const mail = await aMail(id, 'approved');
    await expect(resendMail.execute(elsewhere.ann, mail)).rejects.toMatchObject({ code: 'mail-not-found' });
    const orphan = await aMail(desk.service.part(Ids).next(), 'approved');
    await expect(resendMail.execute(desk.ann, orphan)).rejects.toMatchObject({ code: 'mail-outdated' });
    expect(await mailsAbout(id)).toHaveLength(1);
  });
});
