import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Group } from '../groups';
import { ApplicationFacts, type MailParams } from '../mail';
import { type Locale } from '../platform/i18n';
import { type AnswerValue, RegistrationForms, type ShownAnswer } from '../registration-form';
import { RegistrationSettingsStore } from '../registration-settings';
import { Application } from './application.entity';

const LIST_SEPARATORS: Readonly<Record<Locale, string>> = { en: ', ', ja: '、' };

/**
 * What a site's mail templates may say of an application: when it was sent, to
 * which group, and what was answered, with the labels of the form it was sent
 * with. Looked up when such a mail is sent.
 */
@Injectable()
export class ApplicationMailFacts implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly facts: ApplicationFacts,
    private readonly forms: RegistrationForms,
    private readonly settings: RegistrationSettingsStore,
  ) {}

  onModuleInit(): void {
    this.facts.lookedUpBy(({ siteId, applicationId, locale }) => this.of(siteId, applicationId, locale));
  }

  private async of(siteId: string, id: string, locale: Locale): Promise<MailParams> {
    const { manager } = this.dataSource;
    const application = await manager.findOneBy(Application, { siteId, id });
    if (application === null) {
      return {};
    }
    const { groupId, formVersion, appliedAt } = application;
    const { timeZone, locale: siteLocale } = await this.settings.get(siteId);
    const group = groupId === null ? null : await manager.findOneBy(Group, { siteId, id: groupId });
    const answers = JSON.parse(application.answers) as Record<string, AnswerValue>;
    const shown = await this.forms.shown({ siteId, formVersion, answers }, { locale, siteLocale });
    return {
      appliedAt: appliedAt.toISOString(),
      timeZone,
      groupName: group?.name ?? '',
      answers: Object.fromEntries(shown.map((answer) => [answer.key, inWords(answer, locale)])),
    };
  }
}

function inWords({ value, choices }: ShownAnswer, locale: Locale): string {
  if (choices !== null) {
    return choices.join(LIST_SEPARATORS[locale]);
  }
  return typeof value === 'boolean' ? (value ? '✓' : '') : String(value);
}
