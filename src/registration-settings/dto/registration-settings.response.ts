import { type RegistrationSettings } from '../registration-settings.entity';

export class RegistrationSettingsResponse {
  /** "Enable membership registration". */
  enabled: boolean;

  /** "Automatically approve membership applications". */
  autoApprove: boolean;

  /**
   * How long a mailed activation link works, in hours.
   * @example 24
   */
  linkLifeInHours: number;

  /** Counts the changes; the `ETag` is made of it. */
  version: number;

  static from(settings: RegistrationSettings): RegistrationSettingsResponse {
    return {
      enabled: settings.enabled,
      autoApprove: settings.autoApprove,
      linkLifeInHours: settings.linkLifeInHours,
      version: settings.version,
    };
  }
}
