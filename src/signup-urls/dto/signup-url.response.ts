import { ApiProperty } from '@nestjs/swagger';
import { type Page } from '../../platform/http/cursor';
import { NOBODY, type Tally } from '../signup-tallies.read-model';
import { STOP_REASONS, type StopReason } from '../signup-url.entity';
import { type SignupUrlView } from '../signup-url.read-model';
import { WITHOUT_CODE } from '../signup-tally.entity';

const URL_STATUSES = ['live', 'stopped'] as const;

export class TallyResponse {
  /**
   * How many applied.
   * @example 12
   */
  applied: number;

  /**
   * How many of them were approved.
   * @example 9
   */
  approved: number;

  static from({ applied, approved }: Tally): TallyResponse {
    return { applied, approved };
  }
}

export class AuthenticationCodeResponse extends TallyResponse {
  /** Stays when the code is changed. */
  id: string;

  /** What applicants type; null for who may not see codes. */
  @ApiProperty({ type: String, nullable: true, example: 'spring-2026' })
  code: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Poster at the station' })
  label: string | null;

  /** Taken off the URL: admits nobody any more. Its counts stay. */
  removed: boolean;
}

export class AuthenticationResponse {
  /** Whether applicants must type one of the codes. */
  required: boolean;

  /** Any one of them admits, but for removed ones, which come last. */
  codes: AuthenticationCodeResponse[];

  /** Who applied while no code was needed. */
  withoutCode: TallyResponse;
}

export class SignupUrlResponse {
  id: string;

  groupId: string;

  /**
   * What people open. Stopped, it never works again.
   * @example 'https://registration.example.com/r/3q2-7wAAbcDEf_ghIJKlmnop'
   */
  url: string;

  @ApiProperty({ enum: URL_STATUSES })
  status: (typeof URL_STATUSES)[number];

  authentication: AuthenticationResponse;

  /** For staff alone. */
  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  /** When it stops by itself; null: it does not. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endsAt: Date | null;

  publishedAt: Date;

  /** Who published it; null when they are gone. */
  @ApiProperty({ type: String, nullable: true })
  publishedBy: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  stoppedAt: Date | null;

  /** Who stopped it; null also where nobody did. */
  @ApiProperty({ type: String, nullable: true })
  stoppedBy: string | null;

  /** `ended`: its end came; `group_archived`: its group was archived. */
  @ApiProperty({ enum: [...STOP_REASONS, null], type: String, nullable: true })
  stopReason: StopReason | null;

  /** How many applied through it. */
  applications: number;

  /** How many of them were approved. */
  approved: number;

  /** Counts the changes; the `ETag` is made of it. */
  version: number;

  static from(view: SignupUrlView, seesCodes: boolean): SignupUrlResponse {
    const { url, address, tallies, publishedBy, stoppedBy } = view;
    const { id, groupId, note, endsAt, publishedAt, stoppedAt, stopReason, version } = url;
    const all = [...tallies.values()];
    return {
      id,
      groupId,
      url: address,
      status: stoppedAt === null ? 'live' : 'stopped',
      authentication: authenticationOf(view, seesCodes),
      note,
      endsAt,
      publishedAt,
      publishedBy,
      stoppedAt,
      stoppedBy,
      stopReason,
      applications: all.reduce((sum, { applied }) => sum + applied, 0),
      approved: all.reduce((sum, { approved }) => sum + approved, 0),
      version,
    };
  }
}

function authenticationOf({ url, tallies }: SignupUrlView, seesCodes: boolean): AuthenticationResponse {
  return {
    required: url.codeRequired,
    codes: url.codes.map(({ id, code, label, removed }) => ({
      id,
      code: seesCodes ? code : null,
      label,
      removed,
      ...TallyResponse.from(tallies.get(id) ?? NOBODY),
    })),
    withoutCode: TallyResponse.from(tallies.get(WITHOUT_CODE) ?? NOBODY),
  };
}

export class SignupUrlListResponse {
  items: SignupUrlResponse[];

  /** Send it back as `cursor` for the next page; null on the last one. */
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;

  static from({ items, nextCursor }: Page<SignupUrlView>, seesCodes: boolean): SignupUrlListResponse {
    return { items: items.map((view) => SignupUrlResponse.from(view, seesCodes)), nextCursor };
  }
}
