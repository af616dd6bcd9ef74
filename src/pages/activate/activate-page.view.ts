import { type Activation, type Disowning } from '../../activation';
import { type Locale } from '../../platform/i18n';
import { fieldView, type FieldView, showingWords } from '../shared/field-view';
import { type Message, type Page } from '../shared/page';
import { type PageSite } from '../shared/page-site';
import { stepsAt } from '../shared/steps';
import { PAGE_TEXTS } from '../texts';

/** The link a page is about, and for whom it is drawn. */
export interface LinkInHand {
  readonly token: string;
  readonly site: PageSite | null;
  readonly locale: Locale;
}

type Proof = 'not-asked' | 'asked' | 'required' | 'wrong';

const PASSWORD_ID = 'f-password';

/** The page with the one button that confirms; in another browser than the one that applied it asks for the password. */
export function activatePage(link: LinkInHand, proof: Proof, status = 200): Page {
  const { token, site, locale } = link;
  const texts = PAGE_TEXTS[locale];
  const { ask, password } = texts.activate;
  const error = proof === 'required' || proof === 'wrong' ? password[proof] : null;
  return {
    view: 'activate',
    status,
    site,
    locale,
    title: ask.title,
    hasErrors: error !== null,
    usesScript: proof !== 'not-asked',
    model: {
      steps: stepsAt(3, locale),
      text: ask.text(site?.name ?? ''),
      button: ask.button,
      token,
      password: proof === 'not-asked' ? null : passwordField(link, error),
      summary: error === null ? null : { title: texts.signUp.summaryTitle, errors: [{ id: PASSWORD_ID, text: error }] },
      disown: disownOf(link),
    },
  };
}

function passwordField({ locale }: LinkInHand, error: string | null): FieldView {
  const texts = PAGE_TEXTS[locale];
  const { label, hint } = texts.activate.password;
  const field = { widget: 'password', id: PASSWORD_ID, name: 'password', label, hints: [hint], required: true, error } as const;
  return { ...fieldView(field, texts), ...showingWords(texts), autocomplete: 'current-password', needsTyping: true };
}

/** Where the application stands, once the address is confirmed; the same page however often it is asked for. */
export function confirmedPage(link: LinkInHand, { outcome, status }: Activation): Page {
  const { activate } = PAGE_TEXTS[link.locale];
  const { title, text } = outcome === 'activated' ? activate.confirmed : activate.alreadyConfirmed;
  const next = status === 'approved' ? activate.approved : status === 'not_approved' ? activate.notApproved : activate.waiting;
  const logInUrl = link.site?.logInUrl ?? null;
  return messagePage(link, 200, title, {
    paragraphs: [text, next],
    ...(status === 'approved' && logInUrl !== null && { link: { href: logInUrl, text: activate.logIn } }),
  });
}

export function expiredPage(link: LinkInHand, status: number): Page {
  const { title, text, button } = PAGE_TEXTS[link.locale].activate.expired;
  const form = { action: '/activate/resend', token: link.token, button };
  return messagePage(link, status, title, { paragraphs: [text], form, disown: disownOf(link) });
}

/** The same whether or not a mail was sent, as in the API. */
export function resentPage(link: LinkInHand): Page {
  const { title, text } = PAGE_TEXTS[link.locale].activate.resent;
  return messagePage(link, 200, title, { paragraphs: [text] });
}

export function disownPage(link: LinkInHand): Page {
  const { title, text, button } = PAGE_TEXTS[link.locale].activate.disown;
  return messagePage(link, 200, title, {
    paragraphs: [text],
    form: { action: '/activate/disown', token: link.token, button },
  });
}

export function disownedPage(link: LinkInHand, outcome: Disowning): Page {
  const { disowned, nothingToDisown } = PAGE_TEXTS[link.locale].activate;
  const { title, text } = outcome === 'deleted' ? disowned : nothingToDisown;
  return messagePage(link, 200, title, { paragraphs: [text] });
}

function messagePage({ site, locale }: LinkInHand, status: number, title: string, model: Message): Page {
  return { view: 'message', status, site, locale, title, model };
}

function disownOf({ token, locale }: LinkInHand): NonNullable<Message['disown']> {
  const { disownQuestion: question, disownLink: link } = PAGE_TEXTS[locale].activate;
  return { token, question, link };
}
