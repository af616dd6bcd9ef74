import { type DataSource } from 'typeorm';
import { through } from '../platform/database/index-hints';
import { places, type Sql } from '../platform/database/raw-sql';
import { type MailState } from './domain/mail-delivery';
import { TEMPLATES_FOR_STAFF } from './domain/mail-templates';

const TO_APPLICANT = (mail: string): string =>
  `${mail}.template NOT IN (${TEMPLATES_FOR_STAFF.map((name) => `'${name}'`).join(', ')})`;

const isLast = (connection: DataSource): string =>
  `${TO_APPLICANT('mail')} AND NOT EXISTS (SELECT 1 FROM ${through(connection, 'mails AS later', 'ix_mails_last')} ` +
  `WHERE later.siteId = mail.siteId AND later.applicationId = mail.applicationId AND later.id > mail.id AND ${TO_APPLICANT('later')})`;

/**
 * What others ask of the outbox within their own queries: in which state is the
 * mail that the applicant was sent last? Asked of the mails themselves, so that
 * nothing has to be kept in step with them.
 */

/** Those of some applications whose last mail is in `state`. */
export function lastMailIs(
  connection: DataSource,
  { siteId, state }: { readonly siteId: string; readonly state: MailState },
  applicationIds: readonly string[],
): Sql {
  return {
    text:
      `SELECT mail.applicationId AS id FROM ${through(connection, 'mails AS mail', 'ix_mails_last')} WHERE mail.siteId = ? ` +
      `AND mail.applicationId IN (${places(applicationIds)}) AND mail.state = ? AND ${isLast(connection)}`,
    values: [siteId, ...applicationIds, state],
  };
}

/** The ids of a site's applications whose last mail is in `state`, in order, out of a span of ids. */
export function applicationsByLastMail(
  connection: DataSource,
  { siteId, state }: { readonly siteId: string; readonly state: MailState },
  { from, before }: { readonly from: string; readonly before: string },
  { order, size }: { readonly order: 'ASC' | 'DESC'; readonly size: number },
): Sql {
  return {
    text:
      `SELECT mail.applicationId AS id FROM ${through(connection, 'mails AS mail', 'ix_mails_state')} ` +
      'WHERE mail.siteId = ? AND mail.state = ? AND mail.applicationId >= ? AND mail.applicationId < ? ' +
      `AND ${isLast(connection)} ` +
      `ORDER BY mail.applicationId ${order} LIMIT ${size}`,
    values: [siteId, state, from, before],
  };
}
