import { Injectable } from '@nestjs/common';
import { type Locale } from '../platform/i18n';
import { type MailParams } from './domain/mail-templates';

interface AboutApplication {
  readonly siteId: string;
  readonly applicationId: string;
  readonly locale: Locale;
}

/** Says `appliedAt`, `timeZone`, `groupName` and `answers` of an application; nothing of one that is gone. */
type LookUp = (about: AboutApplication) => Promise<MailParams>;

/**
 * What a mail may say of an application besides what its cause has handed in.
 * It is looked up when a mail is sent, and only for templates that use it.
 * Applications are above mail, so they introduce themselves.
 */
@Injectable()
export class ApplicationFacts {
  private lookUp: LookUp = () => Promise.resolve({});

  lookedUpBy(lookUp: LookUp): void {
    this.lookUp = lookUp;
  }

  of(about: AboutApplication): Promise<MailParams> {
    return this.lookUp(about);
  }
}
