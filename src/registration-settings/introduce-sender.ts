import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MailSenders } from '../mail';
import { RegistrationSettingsStore } from './registration-settings.store';

/** Tells those who send mails whom the mails of a site come from. */
@Injectable()
export class IntroduceSender implements OnModuleInit {
  constructor(
    private readonly senders: MailSenders,
    private readonly settings: RegistrationSettingsStore,
  ) {}

  onModuleInit(): void {
    this.senders.lookedUpBy(async (siteId) => {
      const { senderName: name, senderReplyTo: replyTo } = await this.settings.get(siteId);
      return { name, replyTo };
    });
  }
}
