import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { PageRequest } from '../../platform/http/page.request';
import { CODE_LENGTH } from '../domain/authentication-code';
import { LABEL_LENGTH, MOST_CODES } from '../domain/authentication';
import { NOTE_LENGTH } from '../domain/options';

export class AuthenticationCodeRequest {
  /** The id of a code there is, to spell it anew. Without it, a code that says the same as one there is keeps that one's id and counts. */
  @ApiPropertyOptional({ example: '0198c0de-0000-7000-8000-000000000001' })
  id?: string;

  /** Compared after NFKC, without regard to case or spaces around it. */
  @ApiProperty({ minLength: CODE_LENGTH.minimum, maxLength: CODE_LENGTH.maximum, example: 'spring-2026' })
  code: string;

  /** What staff call it, such as where it was given out. */
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: LABEL_LENGTH.maximum, example: 'Poster at the station' })
  label?: string | null;
}

export class AuthenticationRequest {
  /** Whether applicants must type one of the codes. Then there must be one at least. */
  @ApiProperty({ example: true })
  required: boolean;

  /** Any one of them admits. Left out, those there are stay. */
  @ApiPropertyOptional({ type: [AuthenticationCodeRequest], maxItems: MOST_CODES })
  codes?: AuthenticationCodeRequest[];
}

/** What is left out stays as it is. */
export class EditSignupUrlRequest {
  @ApiPropertyOptional()
  authentication?: AuthenticationRequest;

  /** For staff alone; null: none. */
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: NOTE_LENGTH.maximum, example: 'For the spring campaign.' })
  note?: string | null;

  /** When it stops by itself: ISO 8601 with its offset, in the future; null: never. */
  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true, example: '2126-04-01T09:00:00+09:00' })
  endsAt?: string | null;
}

export class PublishSignupUrlRequest extends EditSignupUrlRequest {
  /** The id of the group: not what the LMS calls it. */
  @ApiProperty({ example: '0198c0de-0000-7000-8000-000000000000' })
  groupId: string;
}

export class ListSignupUrlsRequest extends PageRequest {
  /** The id of the group whose URLs are wanted. */
  @IsString()
  @MaxLength(36, { context: { maximum: 36 } })
  groupId: string;
}
