import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { SITE_RETENTION, type SiteRetentionSetting } from '../domain/site-retention';

function days(setting: SiteRetentionSetting): ApiPropertyOptions {
  const { usual, minimum, maximum } = SITE_RETENTION[setting];
  return { type: 'integer', minimum, maximum, example: usual };
}

/** What to change; what is left out stays as it is. Documents the body only: the rules look at the whole of it. */
export class ChangeRetentionRequest {
  /** How many days (of 24 hours) after the decision a declined application is deleted, with the mails about it. */
  @ApiPropertyOptional(days('declinedApplicationsInDays'))
  declinedApplicationsInDays?: number;

  /** How many days after the end of an application its history is deleted. */
  @ApiPropertyOptional(days('applicationHistoryInDays'))
  applicationHistoryInDays?: number;

  /** How many days after it was handed in the record of a mail is deleted that was sent or given up. */
  @ApiPropertyOptional(days('mailRecordsInDays'))
  mailRecordsInDays?: number;

  /** How many days after a change its entry in the history of the site is deleted. */
  @ApiPropertyOptional(days('siteHistoryInDays'))
  siteHistoryInDays?: number;
}
