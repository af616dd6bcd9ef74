import { Injectable } from '@nestjs/common';
import { MailOutbox, MailRenderer, type MailParams, type RenderedMail, type TemplateKey, type TemplateSource } from '../mail';
import { type SiteAccess } from '../platform/access/staff-access';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { TargetLimits } from '../platform/rate-limits/target-limits';
import { ensureGranted } from '../platform/rate-limits/too-many-requests';
import { ensureAcceptable, tidied } from './ensure-acceptable';
import { MailTemplatesReadModel } from './mail-templates.read-model';
import { SampleMails } from './sample-mails';

/** Some parts of a template that somebody is writing; the others are as they are saved. */
export type TemplateDraft = Partial<TemplateSource>;

interface Trial {
  readonly source: TemplateSource;
  readonly params: MailParams;
}

/** An administrator looks at a template, saved or not, with sample values: at once, or as a mail to themselves. */
@Injectable()
export class TryMailTemplate {
  constructor(
    private readonly readModel: MailTemplatesReadModel,
    private readonly samples: SampleMails,
    private readonly renderer: MailRenderer,
    private readonly outbox: MailOutbox,
    private readonly limits: TargetLimits,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Throws `validation-failed`. */
  async preview(key: TemplateKey, draft: TemplateDraft): Promise<RenderedMail> {
    const { source, params } = await this.trialOf(key, draft);
    return this.renderer.renderSource(source, { ...key, params });
  }

  /** Queues a mail to who asks, and to nobody else. Throws `validation-failed`, `too-many-requests`. */
  async send(key: TemplateKey, draft: TemplateDraft, { siteId, staffId, email }: SiteAccess): Promise<void> {
    const { source, params } = await this.trialOf(key, draft);
    const { template, locale } = key;
    await this.transactions.run(async (tx) => {
      const now = this.clock.now();
      ensureGranted(await this.limits.take(tx, { siteId, kind: 'template-trial', target: staffId }, now), now);
      await this.outbox.enqueue(tx, { siteId, applicationId: null, template, locale, to: email, params, trial: source });
    });
  }

  private async trialOf(key: TemplateKey, draft: TemplateDraft): Promise<Trial> {
    const { source: saved, variables } = await this.transactions.run((tx) => this.readModel.within(tx, key));
    const { subject = saved.subject, text = saved.text, html = saved.html } = draft;
    const source = tidied({ subject, text, html });
    ensureAcceptable(source, variables);
    return { source, params: (await this.samples.of(key, variables)).params };
  }
}
