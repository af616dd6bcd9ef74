import { MailerModule } from '@nestjs-modules/mailer';
import { Module } from '@nestjs/common';
import { Config } from '../platform/config/config';
import { ApplicationFacts } from './application-facts';
import { MailCourier } from './mail-courier';
import { MailDelivery } from './mail-delivery';
import { MailLinks } from './mail-links';
import { MailList } from './mail-list';
import { MailMetrics } from './mail-metrics';
import { MailOutbox } from './mail-outbox';
import { MailOutboxReadModel } from './mail-outbox.read-model';
import { MailRenderer } from './mail-renderer';
import { MailSenders } from './mail-senders';
import { MailServerCheck } from './mail-server-check';
import { MailTemplateStore } from './mail-template.store';
import { MailTemplateVariables } from './mail-template-variables';
import { MailTexts } from './mail-texts';
import { MailTransport } from './mail-transport';
import { MailReadModel } from './mail.read-model';
import { MailStore } from './mail.store';
import { PurgeMailRecords } from './purge-mail-records';
import { smtpOptions } from './smtp-options';

@Module({
  imports: [
    MailerModule.forRootAsync({
      imports: [],
      inject: [Config],
      // No template adapter: MailRenderer renders, so that a missing template cannot end the process (ADR 0005).
      useFactory: ({ mail }: Config) => ({ transport: smtpOptions(mail) }),
    }),
  ],
  providers: [
    ApplicationFacts,
    MailCourier,
    MailDelivery,
    MailLinks,
    MailList,
    MailMetrics,
    MailOutbox,
    MailOutboxReadModel,
    MailReadModel,
    MailRenderer,
    MailSenders,
    MailServerCheck,
    MailStore,
    MailTemplateStore,
    MailTemplateVariables,
    MailTexts,
    MailTransport,
    PurgeMailRecords,
  ],
  exports: [
    ApplicationFacts,
    MailList,
    MailOutbox,
    MailReadModel,
    MailRenderer,
    MailSenders,
    MailServerCheck,
    MailTemplateStore,
    MailTemplateVariables,
    MailTexts,
    PurgeMailRecords,
  ],
})
export class MailModule {}
