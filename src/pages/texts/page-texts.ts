/** A page that is words alone. */
export interface Words {
  readonly title: string;
  readonly text: string;
}

/** Everything the pages say by themselves, in one language. What is missing in a language does not compile. */
export interface PageTexts {
  readonly frame: {
    readonly direction: 'ltr' | 'rtl';
    /** The language by its own name. */
    readonly languageName: string;
    readonly languages: string;
    readonly skip: string;
    /** Before the title of a page with errors. */
    readonly errorPrefix: string;
    readonly terms: string;
    readonly privacy: string;
    readonly contact: string;
  };
  readonly steps: {
    readonly label: string;
    readonly position: (step: number, of: number) => string;
    readonly names: readonly [details: string, check: string, confirm: string];
  };
  readonly signUp: SignUpTexts;
  readonly confirmation: ConfirmationTexts;
  readonly challenge: ChallengeTexts;
  readonly sent: SentTexts;
  readonly activate: ActivateTexts;
  readonly status: StatusTexts;
  readonly staff: StaffTexts;
  readonly problems: ProblemTexts;
}

interface SignUpTexts {
  readonly title: (siteName: string) => string;
  readonly intro: string;
  readonly introOfGroup: (groupName: string) => string;
  readonly optional: string;
  readonly choose: string;
  readonly summaryTitle: string;
  readonly error: string;
  readonly passwordRefuses: string;
  readonly passwordKept: string;
  readonly showPassword: string;
  readonly hidePassword: string;
  readonly passwordShown: string;
  readonly passwordHidden: string;
  readonly range: { readonly from: (minimum: string) => string; readonly to: (maximum: string) => string };
  readonly agree: (title: string) => string;
  readonly termsNewTab: string;
  readonly honeypot: string;
  readonly honeypotFilled: string;
  readonly next: string;
  readonly formChanged: string;
  readonly loginIdTaken: string;
  readonly takenTooLong: string;
  readonly notKept: string;
  readonly elsewhere: string;
}

interface ConfirmationTexts {
  readonly title: string;
  readonly intro: string;
  readonly group: string;
  readonly passwordValue: string;
  readonly notGiven: string;
  readonly yes: string;
  readonly no: string;
  readonly termsAgreed: string;
  readonly apply: string;
  readonly back: string;
}

interface ChallengeTexts {
  readonly working: string;
  readonly done: string;
  /** The button was pressed before it was done. */
  readonly waiting: string;
  readonly failed: string;
  readonly needsScript: string;
  readonly contact: string;
  readonly notDone: string;
  readonly unavailable: string;
}

interface SentTexts {
  readonly title: string;
  readonly text: (email: string) => string;
  readonly next: string;
  readonly notArrived: string;
  readonly hints: readonly string[];
  readonly resend: string;
  readonly resent: string;
  readonly wrongAddress: string;
  readonly applyAgain: string;
  readonly status: string;
}

interface ActivateTexts {
  readonly ask: { readonly title: string; readonly text: (siteName: string) => string; readonly button: string };
  readonly password: { readonly label: string; readonly hint: string; readonly required: string; readonly wrong: string };
  readonly disownQuestion: string;
  readonly disownLink: string;
  readonly confirmed: Words;
  readonly alreadyConfirmed: Words;
  readonly waiting: string;
  readonly approved: string;
  readonly notApproved: string;
  readonly logIn: string;
  readonly expired: Words & { readonly button: string };
  readonly unknown: Words;
  readonly resent: Words;
  readonly disown: Words & { readonly button: string };
  readonly disowned: Words;
  readonly nothingToDisown: Words;
  readonly tooLateToDisown: Words;
}

interface StatusTexts {
  readonly appliedAt: string;
  readonly since: string;
  readonly linkExpiresAt: string;
  readonly timeZone: (name: string) => string;
  readonly noTicket: Words;
}

interface StaffTexts {
  readonly setPassword: {
    readonly title: string;
    readonly hint: string;
    readonly email: string;
    readonly label: string;
    readonly button: string;
    readonly done: Words;
    readonly dead: Words;
  };
  readonly unsubscribe: {
    readonly ask: { readonly title: string; readonly text: (siteName: string) => string; readonly button: string };
    readonly done: { readonly title: string; readonly text: (siteName: string) => string };
    readonly unknown: Words;
  };
}

interface ProblemTexts {
  readonly signupUrlNotValid: Words;
  readonly closed: Words;
  readonly groupFull: Words;
  readonly siteUnknown: Words;
  readonly notFound: Words;
  readonly wrongMethod: Words;
  readonly tooOften: { readonly title: string; readonly text: (minutes: number) => string };
  readonly away: Words;
  readonly busy: Words;
  readonly crossSite: Words;
  readonly stillRunning: Words;
  readonly notReadable: Words;
  readonly tooLarge: Words;
  readonly unexpected: { readonly title: string; readonly text: (requestId: string) => string };
  readonly openAgain: string;
}
