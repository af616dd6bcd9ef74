import { type ApplicationStatus } from '../../applications';
import { type Activation } from '../activate-application.use-case';
import { type Disowning } from '../disown-application.use-case';
import { type LinkView } from '../look-at-link.use-case';

export class LinkResponse {
  /** `open`: it can be confirmed now. `used`: the address has been confirmed already. */
  state: 'open' | 'used';

  /**
   * The site applied to.
   * @example 'North Academy'
   */
  siteName: string;

  /** Until when the link works, ISO 8601, UTC. */
  expiresAt: Date;

  static from({ state, siteName, expiresAt }: LinkView): LinkResponse {
    return { state, siteName, expiresAt };
  }
}

export class ActivationResponse {
  /** `already_activated`: the link had been used before; nothing changed. */
  outcome: 'activated' | 'already_activated';

  /**
   * Where the application stands now: `unapproved` waits for a decision, `approved` can log in.
   * @example 'unapproved'
   */
  status: ApplicationStatus;

  static from({ outcome, status }: Activation): ActivationResponse {
    return { outcome, status };
  }
}

export class DisownResponse {
  /** `nothing_waiting`: it was gone already, or has been declined. Either way no account comes of it. */
  outcome: 'deleted' | 'nothing_waiting';

  static from(outcome: Disowning): DisownResponse {
    return { outcome };
  }
}
