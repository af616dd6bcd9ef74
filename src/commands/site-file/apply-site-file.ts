import { type INestApplicationContext } from '@nestjs/common';
import { ChangeDeclineReasons, DeclineReasonsReadModel, DeclineReasonsRequest } from '../../approval';
import { ChangeBranding, BrandingReadModel, ReplaceLogo } from '../../branding';
import { MailTemplateStore, TEMPLATES_OF_SITES } from '../../mail';
import { SaveMailTemplate, templateKey } from '../../mail-templates';
import { LOCALES } from '../../platform/i18n';
import { ChangeRegistrationFields, ChangeTerms, RegistrationFieldsReadModel } from '../../registration-form';
import { ADMINISTRATORS, ChangeRegistrationSettings, RegistrationSettingsStore } from '../../registration-settings';
import { ChangeRetention, RetentionReadModel } from '../../retention';
import { NOBODY_ON_THE_STAFF, THE_COMMAND_LINE } from '../../site-history';
import { type Site, UpdateSite, UpdateSiteRequest } from '../../sites';
import { asRequest } from '../support/as-request';
import { applyBotProtection } from './apply-bot-protection';
import { type Applying, onlySaid } from './applying';
import { applyGroups } from './apply-groups';
import { bytesOfLogo } from './bytes-of-logo';
import { inSection } from './in-section';
import { type SiteFile } from './site-file';

const BY = { staffId: NOBODY_ON_THE_STAFF, by: THE_COMMAND_LINE };

/**
 * Makes the site as `file` says, through the use-cases, in the order in which one needs another: the form before the mails that
 * speak of its fields, groups before their sign-up URLs. Answers what is left to do by hand.
 */
export async function applySiteFile(
  service: INestApplicationContext,
  { id: siteId, slug }: Site,
  file: SiteFile,
): Promise<string[]> {
  const applying: Applying = { service, siteId, left: [] };
  await inSection('site', () => applySite(service, slug, file.site));
  await inSection('settings', () => applySettings(applying, file.settings));
  await inSection('registrationFields', () => applyFields(applying, file.registrationFields), '/fields');
  await inSection('terms', () => applyTerms(applying, file.terms));
  await applyTemplates(applying, file.mailTemplates);
  await inSection('declineReasons', () => applyReasons(applying, file.declineReasons), '/reasons');
  await inSection('botProtection', () => applyBotProtection(applying, file.botProtection));
  await inSection('branding', () => applyBranding(applying, file.branding));
  await inSection('retention', () => applyRetention(applying, file.retention));
  await applyGroups(applying, file.groups);
  return applying.left;
}

async function applySite(service: INestApplicationContext, slug: string, site: SiteFile['site']): Promise<void> {
  const change = await asRequest(UpdateSiteRequest, onlySaid({ ...site, slug: undefined }));
  await service.get(UpdateSite).execute(slug, change, THE_COMMAND_LINE);
}

async function applySettings({ service, siteId }: Applying, settings: SiteFile['settings']): Promise<void> {
  if (settings === undefined) {
    return;
  }
  const { notifiesAdministrators, ...change } = settings;
  const current = await service.get(RegistrationSettingsStore).get(siteId);
  const colleagues = current.notifiedOfApplications.filter((each) => each !== ADMINISTRATORS);
  const notified = notifiesAdministrators === true ? [ADMINISTRATORS, ...colleagues] : colleagues;
  const wanted = {
    ...onlySaid(change),
    ...(notifiesAdministrators !== undefined && { notifiedOfApplications: notified }),
    // Asked for again it would be refused while the operator has withdrawn registration.
    ...(change.enabled === current.enabled && { enabled: undefined }),
  };
  await service.get(ChangeRegistrationSettings).execute(siteId, current.version, onlySaid(wanted), THE_COMMAND_LINE);
}

async function applyFields({ service, siteId }: Applying, fields: SiteFile['registrationFields']): Promise<void> {
  if (fields !== undefined) {
    const { version: seen } = await service.get(RegistrationFieldsReadModel).fields(siteId);
    await service.get(ChangeRegistrationFields).execute({ siteId, seen, definition: { fields }, ...BY });
  }
}

async function applyTerms({ service, siteId }: Applying, terms: SiteFile['terms']): Promise<void> {
  if (terms !== undefined) {
    const { revision: seen } = await service.get(RegistrationFieldsReadModel).terms(siteId);
    await service.get(ChangeTerms).execute({ siteId, seen, terms, ...BY });
  }
}

async function applyTemplates({ service, siteId }: Applying, templates: SiteFile['mailTemplates']): Promise<void> {
  if (templates === undefined) {
    return;
  }
  const author = { ...BY, name: THE_COMMAND_LINE.name ?? '' };
  const saved = await service.get(MailTemplateStore).ofSite(siteId);
  for (const name of TEMPLATES_OF_SITES) {
    for (const locale of LOCALES) {
      const source = templates[name]?.[locale];
      const current = saved.find((each) => each.template === name && each.locale === locale);
      const change = source === undefined ? 'default' : { source };
      await inSection(`mailTemplates/${name}/${locale}`, () =>
        service.get(SaveMailTemplate).execute(templateKey(siteId, name, locale), current?.version ?? 0, change, author),
      );
    }
  }
}

async function applyReasons({ service, siteId }: Applying, reasons: SiteFile['declineReasons']): Promise<void> {
  if (reasons !== undefined) {
    const wanted = await asRequest(DeclineReasonsRequest, { reasons });
    const { version } = await service.get(DeclineReasonsReadModel).get(siteId);
    await service.get(ChangeDeclineReasons).execute(siteId, version, wanted.reasons, THE_COMMAND_LINE);
  }
}

async function applyBranding({ service, siteId }: Applying, branding: SiteFile['branding']): Promise<void> {
  if (branding === undefined) {
    return;
  }
  const { logo, ...change } = branding;
  const brandings = service.get(BrandingReadModel);
  const { version } = await brandings.get(siteId);
  await service.get(ChangeBranding).execute(siteId, version, onlySaid(change), THE_COMMAND_LINE);
  if (logo !== undefined) {
    await inSection('logo', async () => {
      const current = await brandings.get(siteId);
      await service.get(ReplaceLogo).execute(siteId, current.version, logo === null ? null : bytesOfLogo(logo), THE_COMMAND_LINE);
    });
  }
}

async function applyRetention({ service, siteId }: Applying, retention: SiteFile['retention']): Promise<void> {
  if (retention !== undefined) {
    const { version } = await service.get(RetentionReadModel).get(siteId);
    await service.get(ChangeRetention).execute(siteId, version, onlySaid(retention), THE_COMMAND_LINE);
  }
}
