import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type BotProtection, BotProtectionStore, siteKeyOf } from '../bot-protection';
import { type Tx } from '../platform/database/transactions';
import { type Locale } from '../platform/i18n';
import { isRegistrationOpen, type RegistrationSettings, RegistrationSettingsStore } from '../registration-settings';
import { type Entrance } from '../signup-urls';
import { type Site, SiteStore } from '../sites';
import { fieldsInUse } from './domain/form-definition';
import { type FormChallenge } from './domain/form-challenge';
import { type CustomField, type FormField, isBuiltIn } from './domain/form-field';
import { type AnswerValue, type RegistrationForm } from './domain/registration-form';
import { answerCells, type AskedQuestion, questionsOf, type ShownAnswer, shownAnswers } from './domain/shown-answers';
import { type Reader } from './domain/texts';
import { RegistrationFormResponse } from './dto/registration-form.response';
import { FormViews } from './form-view';
import { FormChanged } from './registration-form.errors';
import { RegistrationFieldsStore } from './registration-fields.store';
import { RegistrationTermsStore } from './registration-terms.store';

const SEPARATOR = '.';

/** Answers as they were given, and to which form. */
export interface GivenAnswers {
  readonly siteId: string;
  readonly formVersion: string;
  readonly answers: Readonly<Record<string, AnswerValue>>;
}

/** What is asked about a site's form. */
@Injectable()
export class RegistrationForms {
  constructor(
    private readonly sites: SiteStore,
    private readonly settings: RegistrationSettingsStore,
    private readonly fields: RegistrationFieldsStore,
    private readonly terms: RegistrationTermsStore,
    private readonly protections: BotProtectionStore,
    private readonly views: FormViews,
  ) {}

  /** The form as it is now. Throws `site-not-found`. */
  async current(siteId: string): Promise<RegistrationForm> {
    const [site, settings] = await Promise.all([this.sites.getById(siteId), this.settings.get(siteId)]);
    return this.of(site, settings);
  }

  /**
   * The form as it is now, for who has read site and settings already; with an entrance as a sign-up URL shows it.
   *
   * @param known for who has read the protection already, too
   */
  async of(
    site: Site,
    settings: RegistrationSettings,
    entrance: Entrance | null = null,
    known?: BotProtection,
  ): Promise<RegistrationForm> {
    const [fields, saved, protection] = await Promise.all([
      this.fields.current(site.id),
      this.terms.current(site.id),
      known ?? this.protections.get(site.id),
    ]);
    const challenge = challengeOf(protection);
    const terms = saved.enabled ? { version: saved.version, ...saved.text } : null;
    const { usesLoginId, passwordMinimum, locale } = settings;
    const asked = fieldsInUse(fields.definition, { usesLoginId });
    return {
      siteId: site.id,
      siteName: site.name,
      isOpen: isRegistrationOpen(site, settings),
      locale,
      version: `${fields.version}${SEPARATOR}${digestOf([asked, terms?.version, passwordMinimum, locale, ...(challenge === null ? [] : [challenge])])}`,
      fields: asked,
      terms,
      passwordMinimum,
      challenge,
      entrance: entrance && {
        key: entrance.signupUrl.key,
        groupName: entrance.group.name,
        codeRequired: entrance.signupUrl.codeRequired,
      },
    };
  }

  /** `answers` with the labels they had on the form `version`, in its order. */
  async shown(given: GivenAnswers, reader: Reader): Promise<readonly ShownAnswer[]> {
    return shownAnswers(await this.fieldsOf(given.siteId, given.formVersion), given.answers, reader);
  }

  /** The fields of the form `version`, asked or not, as they were then. */
  async fieldsOf(siteId: string, version: string): Promise<readonly FormField[]> {
    const fieldsVersion = Number(version.split(SEPARATOR, 1)[0]);
    return (await this.fields.find(siteId, Number.isSafeInteger(fieldsVersion) ? fieldsVersion : 0)).definition;
  }

  /** How answers to the form `version` are put into the cells of a table. */
  async cellsOf(siteId: string, version: string, reader: Reader): Promise<ReturnType<typeof answerCells>> {
    return answerCells(await this.fieldsOf(siteId, version), reader);
  }

  /** Every question of the site's own that it has ever asked. */
  async questionsEverAsked(siteId: string, reader: Reader): Promise<AskedQuestion[]> {
    const { version: newest } = await this.fields.current(siteId);
    const versions: (readonly FormField[])[] = [];
    for (let version = newest; version > 0; version -= 1) {
      versions.push((await this.fields.find(siteId, version)).definition);
    }
    return questionsOf(versions, reader);
  }

  /** The questions of the site's own, as the transaction sees them. */
  async questionsWithin(tx: Tx, siteId: string): Promise<readonly CustomField[]> {
    const { definition } = await this.fields.currentWithin(tx, siteId);
    return definition.filter((field) => !isBuiltIn(field));
  }

  /** The problem for somebody who filled in another form than `form`. The present one is in it, as its readers get it. */
  changed(form: RegistrationForm, locale: Locale): FormChanged {
    return new FormChanged(RegistrationFormResponse.from(this.views.view(form, locale)));
  }
}

function challengeOf(protection: BotProtection): FormChallenge | null {
  const kind = protection.challenge;
  return kind === 'off' ? null : { kind, siteKey: siteKeyOf(protection) };
}

function digestOf(shown: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22);
}
