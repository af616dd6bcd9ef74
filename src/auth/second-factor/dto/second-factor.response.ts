/** How things stand with one's second factor. */
export class SecondFactorResponse {
  /** Whether a code is asked for at log-in. */
  enrolled: boolean;

  /**
   * How many recovery codes have not been used.
   * @example 10
   */
  recoveryCodesLeft: number;
}

/** Shown once. */
export class EnrolmentResponse {
  /**
   * To be typed into an authenticator app that reads no QR codes; base32.
   * @example 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
   */
  secret: string;

  /** `otpauth://totp/…`, which apps open by themselves on a phone. */
  uri: string;

  /** The same as a QR code: an SVG document. */
  qrSvg: string;
}

/** Shown once. */
export class RecoveryCodesResponse {
  /** Each stands in for a code of the app, once. */
  recoveryCodes: string[];
}

/** What the site demands of its staff. */
export class StaffPolicyResponse {
  /** Whoever has no second factor may do nothing on this site but set one up. */
  secondFactorRequired: boolean;
}
