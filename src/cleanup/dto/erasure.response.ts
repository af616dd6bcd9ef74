import { ApiProperty } from '@nestjs/swagger';
import { type Page } from '../../platform/http/cursor';
import { type ErasedApplication, type ErasureSubject } from '../erasure.entity';
import { type ErasureView } from '../erasure.read-model';

export class ErasedApplicationResponse {
  /** @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de' */
  id: string;

  /**
   * Where it stood.
   * @example 'approved'
   */
  status: string;

  /** When it was sent, ISO 8601, UTC. */
  @ApiProperty({ type: String, format: 'date-time' })
  appliedAt: string;

  static from({ id, status, appliedAt }: ErasedApplication): ErasedApplicationResponse {
    return { id, status, appliedAt };
  }
}

export class ErasedByResponse {
  /** The member of staff; null: it was done on the command line. */
  id: string | null;

  /**
   * Their name; null when there is none, or none any more.
   * @example 'Sam Example'
   */
  name: string | null;
}

/** That something was erased, and how much it was; nothing of the person. */
export class ErasureResponse {
  /** @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de' */
  id: string;

  /**
   * What it was asked for by: one application, or an address.
   * @example 'email'
   */
  subject: ErasureSubject;

  erasedAt: Date;

  by: ErasedByResponse;

  /** By the time they were sent; none when there was nobody with the address. */
  applications: ErasedApplicationResponse[];

  /** How many of them were members. */
  accounts: number;

  /** How many mails there were about them. */
  mails: number;

  static from({ erasure, erasedBy }: ErasureView): ErasureResponse {
    return {
      id: erasure.id,
      subject: erasure.subject,
      erasedAt: erasure.erasedAt,
      by: { id: erasure.erasedById, name: erasedBy },
      applications: erasure.applications.map((application) => ErasedApplicationResponse.from(application)),
      accounts: erasure.accounts,
      mails: erasure.mails,
    };
  }
}

export class ErasureListResponse {
  /** Newest first. */
  items: ErasureResponse[];

  /** Send it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;

  static from({ items, nextCursor }: Page<ErasureView>): ErasureListResponse {
    return { items: items.map((view) => ErasureResponse.from(view)), nextCursor };
  }
}
