import { type Activation } from '../activation';

/** What the page shows; `token` only where there is something to confirm. */
export interface ActivatePage {
  readonly title: string;
  readonly text: string;
  readonly problem?: string;
  readonly token?: string;
  readonly asksPassword?: boolean;
}

export function activatePage(link: { token: string; siteName: string; asksPassword: boolean }): ActivatePage {
  return {
    title: 'Confirm your e-mail address',
    text: `Press the button to confirm that you applied for membership of ${link.siteName} with this e-mail address.`,
    token: link.token,
    asksPassword: link.asksPassword,
  };
}

/** The password was missing or wrong: the same page again, asking for it. The link still works. */
export function askAgainPage(token: string, problem: string): ActivatePage {
  return {
    title: 'Confirm your e-mail address',
    text: 'Type the password you chose when you applied, so that nobody else can confirm for you.',
    problem,
    token,
    asksPassword: true,
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
