import { type Locale } from '../platform/i18n';
import { type ActivatePage } from './activate-page.view';

interface Words {
  readonly ask: (siteName: string) => Pick<ActivatePage, 'title' | 'text'>;
  readonly button: string;
  readonly done: (siteName: string) => Pick<ActivatePage, 'title' | 'text'>;
  readonly unknown: Pick<ActivatePage, 'title' | 'text'>;
  readonly tooOften: Pick<ActivatePage, 'title' | 'text'>;
}

const WORDS: Readonly<Record<Locale, Words>> = {
  en: {
    ask: (siteName) => ({
      title: 'No more notifications?',
      text: `Press the button to get no more mails about applications that are waiting at ${siteName}.`,
    }),
    button: 'Stop these mails',
    done: (siteName) => ({
      title: 'These mails have been stopped',
      text: `You get no more mails about applications that are waiting at ${siteName}. You can switch them on again in your notification settings.`,
    }),
    unknown: { title: 'This link is not valid', text: 'Open the link from the mail again.' },
    tooOften: { title: 'That was too often', text: 'Please wait a few minutes, then open the link in the mail again.' },
  },
  ja: {
    ask: (siteName) => ({
      title: '通知メールを停止しますか',
      text: `ボタンを押すと、「${siteName}」の承認待ちの申請をお知らせするメールを停止します。`,
    }),
    button: 'メールを停止する',
    done: (siteName) => ({
      title: '通知メールを停止しました',
      text: `「${siteName}」の承認待ちの申請をお知らせするメールは今後届きません。通知設定からいつでも再開できます。`,
    }),
    unknown: { title: 'このリンクは無効です', text: 'メールのリンクをもう一度開いてください。' },
    tooOften: { title: '回数が多すぎます', text: '数分お待ちのうえ、メールのリンクをもう一度開いてください。' },
  },
};

export function unsubscribePage({ siteName, token }: { siteName: string; token: string }, lang: Locale): ActivatePage {
  const { ask, button } = WORDS[lang];
  return { lang, ...ask(siteName), form: { action: '/staff-notifications/unsubscribe', token, button } };
}

export function unsubscribedPage({ siteName }: { siteName: string }, lang: Locale): ActivatePage {
  return { lang, ...WORDS[lang].done(siteName) };
}

export function unsubscribeProblemPage(problem: 'unknown' | 'tooOften', lang: Locale): ActivatePage {
  return { lang, ...WORDS[lang][problem] };
}
