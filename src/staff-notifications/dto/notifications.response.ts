import { ApiProperty } from '@nestjs/swagger';
import { type Pace, PACES } from '../domain/pace';

export class NotificationsResponse {
  /** How you hear of applications that wait for a decision: in a mail each, in one mail an hour, or not at all. */
  @ApiProperty({ enum: PACES, example: 'hourly' })
  waitingApplications: Pace;

  static from(pace: Pace): NotificationsResponse {
    return { waitingApplications: pace };
  }
}
