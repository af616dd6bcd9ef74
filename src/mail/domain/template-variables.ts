import { type Locale } from '../../platform/i18n/locale';
import { type MailPart, type MailTemplate } from './mail-templates';

/** `address`: a link of our own making; may be where a link leads to. `list`: for `{{#each}}`. */
type VariableKind = 'text' | 'address' | 'list';

type InEveryLanguage = Readonly<Record<Locale, string>>;

/** A place in a template that is filled in. */
export interface TemplateVariable {
  readonly name: string;
  readonly kind: VariableKind;
  /** For who writes templates. */
  readonly description: InEveryLanguage;
  /** As it is handed in, see MailParams. */
  readonly sample: InEveryLanguage;
  /** Parts without which the mail would be useless if this were not there, whatever else is. */
  readonly requiredIn: readonly MailPart[];
  /** Of a list: what each item has. */
  readonly items: readonly TemplateVariable[];
}

/** The variables that are looked up by the application when a mail is sent; all others come with the mail. */
export const OF_THE_APPLICATION: ReadonlySet<string> = new Set(['appliedAt', 'groupName', 'answers']);

/** Which parts a variable may stand in: nothing but words belongs into a subject. */
export function partsFor({ kind }: TemplateVariable): readonly MailPart[] {
  return kind === 'text' ? ['subject', 'text', 'html'] : ['text', 'html'];
}

/** The answer to a question of the site's own, for templates that may say what the applicant wrote. */
export function answerVariable(key: string, label: InEveryLanguage): TemplateVariable {
  return variable(`answers.${key}`, { en: `The answer to: ${label.en}`, ja: `「${label.ja}」への回答` }, label);
}

const same = (text: string): InEveryLanguage => ({ en: text, ja: text });

function variable(
  name: string,
  description: InEveryLanguage,
  sample: InEveryLanguage,
  more: Partial<TemplateVariable> = {},
): TemplateVariable {
  return { name, kind: 'text', description, sample, requiredIn: [], items: [], ...more };
}

const SITE_NAME = variable(
  'siteName',
  { en: 'The name of the site.', ja: 'サイトの名称' },
  { en: 'North Academy', ja: '北アカデミー' },
);
const NAME = variable('name', { en: 'The applicant’s name.', ja: '申請者の氏名' }, { en: 'Sam Example', ja: '例田 花子' });
const LOGIN_ID = variable(
  'loginId',
  {
    en: 'What the member logs in with: the login ID or, where there are none, the e-mail address.',
    ja: 'ログインに使うもの（ログインID、またはログインIDを使わないサイトではメールアドレス）',
  },
  same('sam.example'),
);
const LOG_IN_URL = variable(
  'logInUrl',
  { en: 'Where members log in; empty if the site has not said so.', ja: 'ログイン画面のURL（未設定の場合は空）' },
  same('https://lms.example.com/login'),
  { kind: 'address' },
);
const REASON = variable(
  'reason',
  { en: 'The reason for the decision; empty if none was given.', ja: '判断の理由（入力されていない場合は空）' },
  { en: 'The course is for members of the academy only.', ja: 'この講座の対象は学内の方に限られています。' },
);
const ACTIVATION_URL = variable(
  'activationUrl',
  { en: 'The activation link. Must be there.', ja: 'メールアドレス確認用のURL（必須）' },
  same('https://registration.example.com/activate?token=sample'),
  { kind: 'address', requiredIn: ['text', 'html'] },
);
const LINK_LIFE = variable(
  'linkLife',
  { en: 'How long the link works, in words.', ja: 'リンクの有効期間' },
  { en: '24 hours', ja: '24時間' },
);
const APPLIED_AT = variable(
  'appliedAt',
  { en: 'When the applicant applied, in the time zone of the site.', ja: '申請日時（サイトのタイムゾーン）' },
  same('2026-04-01T00:30:00.000Z'),
);
const GROUP_NAME = variable(
  'groupName',
  { en: 'The group of the sign-up URL; empty without one.', ja: '登録用URLのグループ名（グループがない場合は空）' },
  { en: 'Evening class', ja: '夜間クラス' },
);
const COUNT = variable('count', { en: 'How many applications are waiting.', ja: '承認待ちの申請の件数' }, same('2'));
const APPLICATIONS = variable(
  'applications',
  {
    en: 'The applications that are waiting, for {{#each applications}}.',
    ja: '承認待ちの申請の一覧（{{#each applications}} で使用）',
  },
  same(''),
  { kind: 'list', items: [NAME, LOGIN_ID, APPLIED_AT, GROUP_NAME] },
);
const DELETION_AT = variable(
  'deletionAt',
  {
    en: 'When the application is deleted unless it is confirmed, in the time zone of the site.',
    ja: '確認されない場合に申請が削除される日時（サイトのタイムゾーン）',
  },
  same('2026-04-08T00:30:00.000Z'),
);
const UNSUBSCRIBE_URL = variable(
  'unsubscribeUrl',
  {
    en: 'Where its reader says that no more of these mails are wanted. Opening it changes nothing yet.',
    ja: 'このお知らせを停止するためのURL（開いただけでは停止されません）',
  },
  same('https://registration.example.com/staff-notifications/unsubscribe?token=sample'),
  { kind: 'address' },
);
const SENT_AT = variable(
  'sentAt',
  { en: 'When the mail was asked for, in the time zone of the site.', ja: '送信を依頼した日時（サイトのタイムゾーン）' },
  same('2026-04-01T00:30:00.000Z'),
);

const STAFF_NAME = variable(
  'name',
  { en: 'The name of the member of staff.', ja: 'スタッフの氏名' },
  { en: 'Robin Example', ja: '例田 太郎' },
);
const INVITED_BY = variable('invitedBy', { en: 'Who invites.', ja: '招待した人' }, { en: 'Ann Example', ja: '例田 花子' });
const ROLE = variable('role', { en: 'The role, in words.', ja: '役割' }, { en: 'reviewer', ja: '承認担当者' });
const PASSWORD_URL = variable(
  'passwordUrl',
  { en: 'The link to choose a password with.', ja: 'パスワード設定用のURL' },
  same('https://registration.example.com/staff/set-password?token=sample'),
  { kind: 'address' },
);

/**
 * What each template may be filled with. Nothing that was typed into the form
 * is among it until the address is confirmed: the form must be no way to mail
 * one's own words to strangers, whoever has written the template.
 */
export const TEMPLATE_VARIABLES: Readonly<Record<MailTemplate, readonly TemplateVariable[]>> = {
  activation: [SITE_NAME, ACTIVATION_URL, LINK_LIFE],
  'activation-reminder': [SITE_NAME, ACTIVATION_URL, LINK_LIFE, DELETION_AT],
  'already-registered': [SITE_NAME],
  'already-confirmed': [SITE_NAME, LOG_IN_URL],
  approved: [SITE_NAME, NAME, LOGIN_ID, LOG_IN_URL, APPLIED_AT, GROUP_NAME],
  'not-approved': [SITE_NAME, NAME, LOGIN_ID, REASON, APPLIED_AT, GROUP_NAME],
  'application-waiting': [SITE_NAME, NAME, LOGIN_ID, APPLIED_AT, GROUP_NAME, UNSUBSCRIBE_URL],
  'application-digest': [SITE_NAME, COUNT, APPLICATIONS, UNSUBSCRIBE_URL],
  test: [SITE_NAME, SENT_AT],
  'staff-invitation': [SITE_NAME, STAFF_NAME, INVITED_BY, ROLE, PASSWORD_URL, LINK_LIFE],
  'staff-password-reset': [SITE_NAME, STAFF_NAME, PASSWORD_URL, LINK_LIFE],
};

/** The templates that may say what the applicant answered: mails to applicants who have confirmed their address. */
export const TEMPLATES_WITH_ANSWERS: readonly MailTemplate[] = ['approved', 'not-approved'];
