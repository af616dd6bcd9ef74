import { ActivationLinkExpired, ActivationLinkUnknown, ApplicationAlreadyActivated } from './activation.errors';

/** `open`: it can be confirmed now. `used`: the address has been confirmed already. */
export type LinkState = 'open' | 'used';

interface LinkedApplication {
  readonly status: string;
  readonly linkGeneration: number;
  readonly linkExpiresAt: Date;
  readonly activatedAt: Date | null;
}

/**
 * What the link of that generation is good for. One link an application is
 * live; a newer one kills the older, and so does a decision before activation.
 * A link once used stays recognisable, whatever became of the application:
 * who comes back to it is told calmly, not refused.
 *
 * Throws {@link ActivationLinkUnknown}, {@link ActivationLinkExpired}.
 */
export function linkState(application: LinkedApplication, generation: number, now: Date): LinkState {
  if (application.linkGeneration !== generation) {
    throw new ActivationLinkUnknown();
  }
  if (application.activatedAt !== null) {
    return 'used';
  }
  if (application.status !== 'not_activated') {
    throw new ActivationLinkUnknown();
  }
  if (application.linkExpiresAt <= now) {
    throw new ActivationLinkExpired();
  }
  return 'open';
}

/**
 * What is to be done when the owner of the address says "this was not me".
 * They are believed on the strength of any mail about this application, also
 * when its link has expired or been replaced: what was done with the address
 * without them ends. Nothing is to be done for an application that is gone or
 * was declined: no account will come of it.
 *
 * Throws {@link ApplicationAlreadyActivated}: then somebody has proved that the
 * application is theirs, which a mailed link does not outweigh.
 */
export function judgeDisowning(application: Pick<LinkedApplication, 'status' | 'activatedAt'>): 'delete' | 'nothing' {
  if (application.activatedAt !== null) {
    throw new ApplicationAlreadyActivated();
  }
  return application.status === 'not_activated' ? 'delete' : 'nothing';
}
