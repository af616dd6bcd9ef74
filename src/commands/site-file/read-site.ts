import { type INestApplicationContext } from '@nestjs/common';
import { DeclineReasonsReadModel } from '../../approval';
import { type BotProtection, BotProtectionStore } from '../../bot-protection';
import { BrandingReadModel, LogoReadModel } from '../../branding';
import { MailTemplateStore } from '../../mail';
import { type FormField, RegistrationFieldsReadModel } from '../../registration-form';
import { ADMINISTRATORS, type RegistrationSettings, RegistrationSettingsStore } from '../../registration-settings';
import { RetentionReadModel } from '../../retention';
import { type ConfiguredGroup, ConfiguredGroupsReadModel } from '../../signup-urls';
import { SiteStore } from '../../sites';
import { CommandFailed } from '../support/command-failed';
import { FORMAT, type GroupInFile, MOST_GROUPS, type SiteFile } from './site-file';

const LOGO_LINE = 76;

/** How the site is set up now, as a file has it. Always in the same order, so that two files can be compared. */
export async function readSite(service: INestApplicationContext, siteId: string, withGroups: boolean): Promise<SiteFile> {
  const { slug, name, registrationAvailable } = await service.get(SiteStore).getById(siteId);
  const form = service.get(RegistrationFieldsReadModel);
  const terms = await form.terms(siteId);
  const { reasons } = await service.get(DeclineReasonsReadModel).get(siteId);
  return {
    matriculaSite: FORMAT,
    site: { slug, name, registrationAvailable },
    settings: settingsIn(await service.get(RegistrationSettingsStore).get(siteId)),
    registrationFields: (await form.fields(siteId)).definition.map(fieldInFile),
    terms: { enabled: terms.enabled, ...onlyWritten(terms.text) },
    mailTemplates: await templatesOf(service, siteId),
    declineReasons: reasons.map(({ key, text }) => ({ key, text: { ...text } })),
    botProtection: protectionIn(await service.get(BotProtectionStore).get(siteId)),
    branding: await brandingOf(service, siteId),
    retention: await retentionOf(service, siteId),
    ...(withGroups && { groups: await groupsOf(service, siteId) }),
  };
}

function settingsIn(settings: RegistrationSettings): SiteFile['settings'] {
  return {
    enabled: settings.enabled,
    autoApprove: settings.autoApprove,
    deleteUnactivated: {
      enabled: settings.deleteUnactivatedEnabled,
      afterDays: settings.deleteUnactivatedAfterDays,
      remindDaysBefore: settings.remindDaysBeforeDeletion,
    },
    linkLifeInHours: settings.linkLifeInHours,
    usesLoginId: settings.usesLoginId,
    passwordMinimum: settings.passwordMinimum,
    locale: settings.locale,
    timeZone: settings.timeZone,
    logInUrl: settings.logInUrl,
    notifiesAdministrators: settings.notifiedOfApplications.includes(ADMINISTRATORS),
    frontEndOrigins: [...settings.frontEndOrigins],
    sender: { name: settings.senderName, replyTo: settings.senderReplyTo },
  };
}

/** Most built-in fields are called what they are called everywhere. */
function fieldInFile({ label, description, ...field }: FormField): object {
  return {
    ...field,
    ...(Object.keys(label).length > 0 && { label }),
    ...(Object.keys(description).length > 0 && { description }),
  };
}

function onlyWritten({ title, markdown }: { title: object; markdown: object }): { title?: object; markdown?: object } {
  return {
    ...(Object.keys(title).length > 0 && { title: { ...title } }),
    ...(Object.keys(markdown).length > 0 && { markdown: { ...markdown } }),
  };
}

async function templatesOf(service: INestApplicationContext, siteId: string): Promise<SiteFile['mailTemplates']> {
  const saved = (await service.get(MailTemplateStore).ofSite(siteId)).toSorted((one, other) =>
    `${one.template} ${one.locale}` < `${other.template} ${other.locale}` ? -1 : 1,
  );
  const templates: NonNullable<SiteFile['mailTemplates']> = {};
  for (const { template, locale, source } of saved) {
    if (source !== null) {
      const { subject, text, html } = source;
      templates[template] = { ...templates[template], [locale]: { subject, text, html } };
    }
  }
  return templates;
}

function protectionIn(protection: BotProtection): SiteFile['botProtection'] {
  return {
    challenge: protection.challenge,
    hcaptcha: { siteKey: protection.hcaptchaSiteKey },
    turnstile: { siteKey: protection.turnstileSiteKey },
    hostNames: [...protection.hostNames],
    emailDomains: {
      allowed: [...protection.allowedDomains],
      ifNotAllowed: protection.ifNotAllowed,
      denied: [...protection.deniedDomains],
      ifDenied: protection.ifDenied,
      ifDisposable: protection.ifDisposable,
    },
  };
}

async function brandingOf(service: INestApplicationContext, siteId: string): Promise<SiteFile['branding']> {
  const branding = await service.get(BrandingReadModel).get(siteId);
  const logo = branding.logoHash === null ? null : await service.get(LogoReadModel).get(siteId, branding.logoHash);
  return {
    displayName: branding.displayName,
    accentColour: branding.accentColour,
    termsUrl: branding.termsUrl,
    privacyUrl: branding.privacyUrl,
    contactUrl: branding.contactUrl,
    embeddingOrigins: [...branding.embeddingOrigins],
    logo: logo === null ? null : inLines(logo.bytes.toString('base64')),
  };
}

const inLines = (base64: string): string => base64.replace(new RegExp(`.{1,${LOGO_LINE}}`, 'g'), '$&\n');

async function retentionOf(service: INestApplicationContext, siteId: string): Promise<SiteFile['retention']> {
  const kept = await service.get(RetentionReadModel).get(siteId);
  return {
    declinedApplicationsInDays: kept.declinedApplicationsInDays,
    applicationHistoryInDays: kept.applicationHistoryInDays,
    mailRecordsInDays: kept.mailRecordsInDays,
    siteHistoryInDays: kept.siteHistoryInDays,
  };
}

async function groupsOf(service: INestApplicationContext, siteId: string): Promise<GroupInFile[]> {
  const groups = service.get(ConfiguredGroupsReadModel);
  const count = await groups.count(siteId);
  if (count > MOST_GROUPS) {
    throw new CommandFailed(
      `The site has ${count} groups, more than fit into a file: say --without-groups, and let the LMS send them.`,
    );
  }
  return (await groups.all(siteId)).map(groupInFile);
}

function groupInFile({ group: { lmsId, name, code, memberLimit, archived }, parentLmsId, url }: ConfiguredGroup): GroupInFile {
  const signupUrl = url && { codeRequired: url.codeRequired, note: url.note, endsAt: url.endsAt?.toISOString() ?? null };
  return { lmsId, name, code, parentLmsId, memberLimit, archived, ...(signupUrl !== null && { signupUrl }) };
}
