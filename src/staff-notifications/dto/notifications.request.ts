import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { type Pace, PACES } from '../domain/pace';

export class ChooseNotificationsRequest {
  /** How to hear of applications that wait for a decision: in a mail each, in one mail an hour, or not at all. */
  @ApiProperty({ enum: PACES, example: 'hourly' })
  @IsIn(PACES, { context: { allowed: PACES.join(', ') } })
  waitingApplications: Pace;
}
