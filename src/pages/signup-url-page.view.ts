import { type Locale } from '../platform/i18n';
import { type ActivatePage } from './activate-page.view';

interface Invitation {
  readonly siteName: string;
  readonly groupName: string;
}

interface Texts {
  readonly live: (to: Invitation) => ActivatePage;
  readonly dead: ActivatePage;
  readonly tooOften: ActivatePage;
  readonly tooBusy: ActivatePage;
}

const TEXTS: Readonly<Record<Locale, Texts>> = {
  en: {
    live: ({ siteName, groupName }) => ({
      title: `Membership of ${siteName}`,
      text: `This link is valid. Who applies through it will belong to the group “${groupName}”.`,
    }),
    dead: {
      title: 'This link is no longer valid',
      text: 'It may have been replaced, have come to its end, or not have been copied whole. Ask whoever gave it to you for a new one.',
    },
    tooOften: { title: 'That was too often', text: 'Please wait a few minutes, then open the link again.' },
    tooBusy: { title: 'Please try again in a moment', text: 'The service is too busy just now. Open the link again.' },
  },
  ja: {
    live: ({ siteName, groupName }) => ({
      title: `${siteName} 会員登録`,
      text: `このリンクは有効です。このリンクからお申し込みになると、グループ「${groupName}」に所属します。`,
    }),
    dead: {
      title: 'このリンクは無効になりました',
      text: '新しいリンクに替わったか、受付期間が終了したか、リンクの一部が欠けている可能性があります。リンクをお知らせした方に、新しいリンクをお問い合わせください。',
    },
    tooOften: { title: 'アクセスが多すぎます', text: '数分お待ちになってから、もう一度リンクを開いてください。' },
    tooBusy: { title: 'ただいま混み合っています', text: '少し時間をおいてから、もう一度リンクを開いてください。' },
  },
};

export function invitationPage(to: Invitation, lang: Locale): ActivatePage {
  return { ...TEXTS[lang].live(to), lang };
}

/** The same for every link that is none: which of the reasons it is, is not said. */
export function deadLinkPage(lang: Locale): ActivatePage {
  return { ...TEXTS[lang].dead, lang };
}

export function openedTooOftenPage(lang: Locale): ActivatePage {
  return { ...TEXTS[lang].tooOften, lang };
}

export function tooBusyPage(lang: Locale): ActivatePage {
  return { ...TEXTS[lang].tooBusy, lang };
}
