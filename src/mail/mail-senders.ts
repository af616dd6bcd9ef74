import { Injectable } from '@nestjs/common';

/** Whom the mails of a site come from, besides the address, which is the service's. */
export interface MailSender {
  /** As readers see it; null: the name of the service. */
  readonly name: string | null;
  /** One address, checked before; null: answers go to the address of the service. */
  readonly replyTo: string | null;
}

type LookUp = (siteId: string) => Promise<MailSender>;

/** The senders of the sites' mails, as they are set when a mail is sent. Settings are above mail, so they introduce themselves. */
@Injectable()
export class MailSenders {
  private lookUp: LookUp = () => Promise.resolve({ name: null, replyTo: null });

  lookedUpBy(lookUp: LookUp): void {
    this.lookUp = lookUp;
  }

  of(siteId: string): Promise<MailSender> {
    return this.lookUp(siteId);
  }
}
