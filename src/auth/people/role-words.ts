import { type Role } from '../../platform/access/rights';
import { type Locale } from '../../platform/i18n';

/** What a mail calls a role. */
export const ROLE_WORDS: Readonly<Record<Locale, Readonly<Record<Role, string>>>> = {
  en: { operator: 'operator', administrator: 'administrator', reviewer: 'reviewer', viewer: 'viewer' },
  ja: { operator: '運用者', administrator: '管理者', reviewer: '承認担当者', viewer: '閲覧者' },
};
