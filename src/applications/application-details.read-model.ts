import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Group, GroupStore } from '../groups';
import { MailReadModel, type MailView } from '../mail';
import { Config } from '../platform/config/config';
import { type Locale } from '../platform/i18n';
import { type AnswerValue, RegistrationForms, type ShownAnswer } from '../registration-form';
import { RegistrationSettingsStore } from '../registration-settings';
import { SignupUrl } from '../signup-urls';
import { type Application } from './application.entity';
import { ApplicationReadModel, type ApplicationView, type HistoryView } from './application.read-model';
import { type RelatedApplications, RelatedApplicationsReadModel } from './related-applications';

export interface ApplicationDetails extends ApplicationView, RelatedApplications {
  readonly answers: readonly ShownAnswer[];
  /** Null when it was sent through the site's own form. */
  readonly group: Group | null;
  readonly signupUrl: { readonly id: string; readonly url: string | null } | null;
  /** Null where none was asked; the code itself only for who may see it. */
  readonly authenticationCode: { readonly id: string; readonly label: string | null; readonly code: string | null } | null;
  readonly mails: readonly MailView[];
  readonly history: readonly HistoryView[];
}

type Origin = Pick<ApplicationDetails, 'group' | 'signupUrl' | 'authenticationCode'>;

/** Everything the desk knows about one application. */
@Injectable()
export class ApplicationDetailsReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly applications: ApplicationReadModel,
    private readonly related: RelatedApplicationsReadModel,
    private readonly settings: RegistrationSettingsStore,
    private readonly forms: RegistrationForms,
    private readonly groups: GroupStore,
    private readonly mails: MailReadModel,
    private readonly config: Config,
  ) {}

  /**
   * Its answers have the labels they had on the form.
   *
   * @param seesCodes whether the reader may see authentication codes
   * Throws `application-not-found`.
   */
  async of(siteId: string, id: string, reader: { locale: Locale; seesCodes: boolean }): Promise<ApplicationDetails> {
    const view = await this.applications.get(siteId, id);
    const { application } = view;
    const [answers, origin, mails, related, history] = await Promise.all([
      this.answersOf(application, reader.locale),
      this.originOf(application, reader.seesCodes),
      this.mails.about(siteId, id),
      this.related.of(application),
      this.applications.history(siteId, id),
    ]);
    return { ...view, answers, ...origin, mails, ...related, history };
  }

  private async answersOf({ siteId, formVersion, answers }: Application, locale: Locale): Promise<readonly ShownAnswer[]> {
    const given = { siteId, formVersion, answers: JSON.parse(answers) as Record<string, AnswerValue> };
    const { locale: siteLocale } = await this.settings.get(siteId);
    return this.forms.shown(given, { locale, siteLocale });
  }

  private async originOf(application: Application, seesCodes: boolean): Promise<Origin> {
    const { siteId, groupId, signupUrlId } = application;
    const [group, url] = await Promise.all([
      groupId === null ? null : this.groups.find(siteId, groupId),
      signupUrlId === null ? null : this.dataSource.manager.findOneBy(SignupUrl, { siteId, id: signupUrlId }),
    ]);
    return {
      group,
      signupUrl: signupUrlId === null ? null : { id: signupUrlId, url: url && this.addressOf(url) },
      authenticationCode: typedCode(application, url, seesCodes),
    };
  }

  private addressOf({ key }: SignupUrl): string {
    return `${this.config.http.publicBaseUrl}/r/${key}`;
  }
}

function typedCode(
  { authenticationCodeId: id }: Application,
  url: SignupUrl | null,
  seesCodes: boolean,
): ApplicationDetails['authenticationCode'] {
  if (id === null) {
    return null;
  }
  const { label = null, code = null } = url?.codes.find((each) => each.id === id) ?? {};
  return { id, label, code: seesCodes ? code : null };
}
