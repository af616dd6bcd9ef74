import { type Locale } from '../platform/i18n';
import { type Activation, type Disowning } from '../activation';

/** What the page shows. `form`: its one button, and what it sends. */
export interface ActivatePage {
  /** The language it is in; English, where it is not said. */
  readonly lang?: Locale;
  readonly title: string;
  readonly text: string;
  readonly problem?: string;
  readonly form?: {
    readonly action: '/activate' | '/activate/resend' | '/activate/disown';
    readonly token: string;
    readonly button: string;
    readonly asksPassword?: boolean;
  };
  /** Of the link that can be disowned from here. */
  readonly disownToken?: string;
}

export function activatePage(link: { token: string; siteName: string; asksPassword: boolean }): ActivatePage {
  return {
    title: 'Confirm your e-mail address',
    text: `Press the button to confirm that you applied for membership of ${link.siteName} with this e-mail address.`,
    form: confirmForm(link.token, link.asksPassword),
    disownToken: link.token,
  };
}

/** The password was missing or wrong: the same page again, asking for it. The link still works. */
export function askAgainPage(token: string, problem: string): ActivatePage {
  return {
    title: 'Confirm your e-mail address',
    text: 'Type the password you chose when you applied, so that nobody else can confirm for you.',
    problem,
    form: confirmForm(token, true),
    disownToken: token,
  };
}

export function donePage(outcome: Activation['outcome'], status?: Activation['status']): ActivatePage {
  if (outcome === 'already_activated') {
    return {
      title: 'Already confirmed',
      text: 'This e-mail address has been confirmed already. There is nothing more to do here.',
    };
  }
  return {
    title: 'Thank you',
    text:
      status === 'approved'
        ? 'Your e-mail address is confirmed, and your membership approved. You can log in now.'
        : 'Your e-mail address is confirmed. An administrator will decide about your application.',
  };
}

export function expiredPage(token: string): ActivatePage {
  return {
    title: 'This link has expired',
    text: 'Press the button to have a mail with a new link sent to the same address.',
    form: { action: '/activate/resend', token, button: 'Send me a new link' },
    disownToken: token,
  };
}

/** The same whether or not a mail was sent, as in the API. */
export function resentPage(): ActivatePage {
  return {
    title: 'Please look into your mailbox',
    text: 'If the application still waits for confirmation, a mail with a new link is on its way. Only the newest link works.',
  };
}

export function disownPage(token: string): ActivatePage {
  return {
    title: 'This was not you?',
    text: 'Somebody applied with your e-mail address. Press the button to delete that application.',
    form: { action: '/activate/disown', token, button: 'Delete the application' },
  };
}

export function disownedPage(outcome: Disowning): ActivatePage {
  return outcome === 'deleted'
    ? { title: 'The application has been deleted', text: 'No account is opened, and no further mail about it is sent.' }
    : { title: 'There is nothing to delete', text: 'No application waits behind this link. No account will be opened.' };
}

export function tooOftenPage(token: string, retryAfterInSeconds: number): ActivatePage {
  const minutes = Math.ceil(retryAfterInSeconds / 60);
  return {
    title: 'That was too often',
    text: `Please wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then open the link in the mail again. It has lost nothing by this.`,
    disownToken: token,
  };
}

export function tooBusyPage(token: string): ActivatePage {
  return {
    title: 'Please try again in a moment',
    text: 'The service is too busy just now. Open the link in the mail again: it has lost nothing by this.',
    disownToken: token,
  };
}

function confirmForm(token: string, asksPassword: boolean): NonNullable<ActivatePage['form']> {
  return { action: '/activate', token, button: 'Confirm my e-mail address', asksPassword };
}
