import { type RetentionSettings } from '../retention-settings.entity';

export class RetentionResponse {
  /**
   * How many days (of 24 hours) after the decision a declined application is deleted, with the mails about it.
   * @example 365
   */
  declinedApplicationsInDays: number;

  /**
   * How many days after the end of an application its history is deleted. The history of an application there is stays with it.
   * @example 365
   */
  applicationHistoryInDays: number;

  /**
   * How many days after it was handed in the record of a mail is deleted that was sent or given up.
   * @example 90
   */
  mailRecordsInDays: number;

  /**
   * How many days after a change its entry in the history of the site is deleted.
   * @example 1095
   */
  siteHistoryInDays: number;

  /**
   * Counts the changes; the `ETag` is made of it.
   * @example 3
   */
  version: number;

  static from(settings: RetentionSettings): RetentionResponse {
    return {
      declinedApplicationsInDays: settings.declinedApplicationsInDays,
      applicationHistoryInDays: settings.applicationHistoryInDays,
      mailRecordsInDays: settings.mailRecordsInDays,
      siteHistoryInDays: settings.siteHistoryInDays,
      version: settings.version,
    };
  }
}
