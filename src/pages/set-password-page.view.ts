import { type FieldFault } from '../platform/problem/field-fault';
import { faultText, type Locale } from '../platform/i18n';

/** What the page shows. `form`: the link it is about; without one, the words alone. */
export interface SetPasswordPage {
  readonly lang: Locale;
  readonly title: string;
  readonly text: string;
  readonly problem?: string;
  readonly form?: { readonly token: string; readonly email: string; readonly label: string; readonly button: string };
}

const TEXTS: Readonly<Record<Locale, Readonly<Record<'title' | 'hint' | 'label' | 'button', string>> & Record<Outcome, Words>>> =
  {
    en: {
      title: 'Choose your password',
      hint: 'At least 12 characters. Several words in a row are easy to remember.',
      label: 'New password',
      button: 'Save the password',
      done: {
        title: 'Your password is saved',
        text: 'You can log in with it now. Wherever you were logged in before, you are not any more.',
      },
      dead: {
        title: 'This link is not valid',
        text: 'It has been used, replaced by a newer one, or is too old. Ask for another.',
      },
      tooOften: { title: 'That was too often', text: 'Please wait a few minutes, then open the link in the mail again.' },
    },
    ja: {
      title: 'パスワードの設定',
      hint: '12文字以上で入力してください。いくつかの単語を組み合わせると覚えやすくなります。',
      label: '新しいパスワード',
      button: 'パスワードを保存する',
      done: {
        title: 'パスワードを保存しました',
        text: '新しいパスワードでログインできます。これまでのログインはすべて終了しました。',
      },
      dead: {
        title: 'このリンクは無効です',
        text: 'すでに使用されたか、新しいリンクに替わったか、有効期間が過ぎています。もう一度お申し込みください。',
      },
      tooOften: { title: 'アクセスが多すぎます', text: '数分お待ちになってから、もう一度メールのリンクを開いてください。' },
    },
  };

type Outcome = 'done' | 'dead' | 'tooOften';

interface Words {
  readonly title: string;
  readonly text: string;
}

export function setPasswordPage(
  link: { readonly token: string; readonly email: string },
  lang: Locale,
  fault?: FieldFault,
): SetPasswordPage {
  const { title, hint, label, button } = TEXTS[lang];
  return {
    lang,
    title,
    text: hint,
    form: { ...link, label, button },
    ...(fault !== undefined && { problem: faultText(fault, lang) }),
  };
}

export function passwordOutcomePage(outcome: Outcome, lang: Locale): SetPasswordPage {
  return { lang, ...TEXTS[lang][outcome] };
}
