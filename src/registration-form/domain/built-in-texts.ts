import { type BuiltInKey } from './form-field';
import { type AllTexts } from './texts';

/** How a built-in field is called where the site has written nothing of its own. */
export const BUILT_IN_LABELS: Readonly<Record<BuiltInKey, AllTexts>> = {
  loginId: { en: 'Login ID', ja: 'ログインID' },
  name: { en: 'Name', ja: '氏名' },
  displayName: { en: 'Display name', ja: '表示名' },
  department: { en: 'Department', ja: '部署' },
  position: { en: 'Position', ja: '役職' },
  email: { en: 'E-mail address', ja: 'メールアドレス' },
  password: { en: 'Password', ja: 'パスワード' },
  country: { en: 'Country', ja: '国' },
  language: { en: 'Language', ja: '言語' },
  timeZone: { en: 'Time zone', ja: 'タイムゾーン' },
};

/** What a sign-up URL asks besides. */
export const ENTRANCE_TEXTS: Readonly<Record<'authenticationCode' | 'authenticationCodeDescription', AllTexts>> = {
  authenticationCode: { en: 'Authentication code', ja: '認証コード' },
  authenticationCodeDescription: {
    en: 'The code you were given together with the link.',
    ja: 'リンクと一緒にお知らせしたコードを入力してください。',
  },
};

/** What helps to fill it in. `{minimum}` and `{maximum}` stand for the numbers of the site. */
export const BUILT_IN_DESCRIPTIONS: Readonly<Partial<Record<BuiltInKey, AllTexts>>> = {
  loginId: {
    en: 'What you will log in with: {minimum} to {maximum} unaccented Latin letters, digits and symbols.',
    ja: 'ログインに使用します。半角の英数字と記号で、{minimum}文字以上{maximum}文字以内で入力してください。',
  },
  displayName: {
    en: 'What the other members see: {minimum} to {maximum} characters.',
    ja: 'ほかのメンバーに表示されます。{minimum}文字以上{maximum}文字以内で入力してください。',
  },
  email: {
    en: 'We send a link to this address, to confirm that it is yours.',
    ja: 'このアドレスに、ご本人確認のためのリンクをお送りします。',
  },
  password: {
    en: '{minimum} to {maximum} characters of any kind. Several words in a row are easy to remember.',
    ja: '{minimum}文字以上{maximum}文字以内で、文字の種類は自由です。いくつかの言葉をつなげると覚えやすくなります。',
  },
};
