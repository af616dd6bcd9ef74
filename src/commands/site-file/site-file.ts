import { z } from 'zod';
import { TEMPLATES_OF_SITES } from '../../mail';
import { LOCALES } from '../../platform/i18n';

/** Which form of files this version writes and reads. Another one, with other members, gets another number. */
export const FORMAT = 1;

/** More groups than that are for the LMS to send. */
export const MOST_GROUPS = 10_000;

// What a member may hold is for the rules of its module to say, when it is applied.
const anything = z.unknown().optional();

const provider = z.strictObject({ siteKey: anything }).optional();
const templateParts = z.strictObject({ subject: z.string(), text: z.string(), html: z.string() });

const group = z.strictObject({
  lmsId: z.string(),
  name: anything,
  code: anything,
  parentLmsId: anything,
  memberLimit: anything,
  archived: anything,
  signupUrl: z
    .strictObject({ codeRequired: z.boolean(), note: z.string().nullable(), endsAt: z.string().nullable() })
    .partial({ note: true, endsAt: true })
    .optional(),
});

/**
 * How a site is set up, as a file has it. What a file leaves out stays as it is;
 * a list, and the mail templates, are all there are. Of groups, those that are not
 * in the list stay. Nothing in it is a secret, and nothing is about a person.
 */
export const SITE_FILE = z.strictObject({
  matriculaSite: z.literal(FORMAT),
  site: z.strictObject({ slug: anything, name: anything, registrationAvailable: anything }).optional(),
  settings: z
    .strictObject({
      enabled: anything,
      autoApprove: anything,
      deleteUnactivated: anything,
      linkLifeInHours: anything,
      usesLoginId: anything,
      passwordMinimum: anything,
      locale: anything,
      timeZone: anything,
      logInUrl: anything,
      notifiesAdministrators: z.boolean().optional(),
      frontEndOrigins: anything,
      sender: anything,
    })
    .optional(),
  registrationFields: z.array(z.unknown()).optional(),
  terms: z.strictObject({ enabled: z.boolean(), title: anything, markdown: anything }).optional(),
  mailTemplates: z.partialRecord(z.enum(TEMPLATES_OF_SITES), z.partialRecord(z.enum(LOCALES), templateParts)).optional(),
  declineReasons: z.array(z.unknown()).optional(),
  botProtection: z
    .strictObject({
      challenge: anything,
      hcaptcha: provider,
      turnstile: provider,
      hostNames: anything,
      emailDomains: anything,
    })
    .optional(),
  branding: z
    .strictObject({
      displayName: anything,
      accentColour: anything,
      termsUrl: anything,
      privacyUrl: anything,
      contactUrl: anything,
      embeddingOrigins: anything,
      logo: z.string().nullable().optional(),
    })
    .optional(),
  retention: z
    .strictObject({
      declinedApplicationsInDays: anything,
      applicationHistoryInDays: anything,
      mailRecordsInDays: anything,
      siteHistoryInDays: anything,
    })
    .optional(),
  groups: z.array(group).max(MOST_GROUPS).optional(),
});

export type SiteFile = z.infer<typeof SITE_FILE>;

export type GroupInFile = NonNullable<SiteFile['groups']>[number];
