import { MailerModule } from '@nestjs-modules/mailer';
import { Module } from '@nestjs/common';
import { Config } from '../platform/config/config';
import { MailCourier } from './mail-courier';
import { MailDelivery } from './mail-delivery';
import { MailLinks } from './mail-links';
import { MailOutbox } from './mail-outbox';
import { MailRenderer } from './mail-renderer';
import { MailServerCheck } from './mail-server-check';
import { MailTemplateVariables } from './mail-template-variables';
import { MailTransport } from './mail-transport';
import { MailReadModel } from './mail.read-model';
import { MailStore } from './mail.store';
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
    MailCourier,
    MailDelivery,
    MailLinks,
    MailOutbox,
    MailReadModel,
    MailRenderer,
    MailServerCheck,
    MailStore,
    MailTemplateVariables,
    MailTransport,
  ],
  exports: [MailOutbox, MailReadModel, MailServerCheck, MailTemplateVariables],
})
export class MailModule {}
