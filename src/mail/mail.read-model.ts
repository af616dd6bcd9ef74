import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Mail } from './mail.entity';
import { type MailTemplate } from './domain/mail-templates';

/** What became of a mail; nothing of whom it went to or what it said. */
export type MailView = Pick<
  Mail,
  'id' | 'applicationId' | 'template' | 'locale' | 'state' | 'tries' | 'queuedAt' | 'sentAt' | 'dueAt' | 'lastAnswer'
>;

const VIEWED = {
  siteId: true,
  id: true,
  applicationId: true,
  template: true,
  locale: true,
  state: true,
  tries: true,
  queuedAt: true,
  sentAt: true,
  dueAt: true,
  lastAnswer: true,
} as const;

/** What is asked about the mails of a site. */
@Injectable()
export class MailReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** The mails about an application, oldest first. */
  about(siteId: string, applicationId: string): Promise<MailView[]> {
    return this.dataSource.manager.find(Mail, { select: VIEWED, where: { siteId, applicationId }, order: { id: 'ASC' } });
  }

  /** Inside a transaction, as that sees it. */
  async find(siteId: string, id: string, manager: EntityManager = this.dataSource.manager): Promise<MailView | null> {
    const mail = await manager.findOne(Mail, { select: VIEWED, where: { siteId, id } });
    // MariaDB overlooks trailing spaces: an id with some is another id.
    return mail?.id === id ? mail : null;
  }

  /** The mail about an application that was queued last with this template, as a transaction sees it. */
  latest(manager: EntityManager, siteId: string, applicationId: string, template: MailTemplate): Promise<MailView | null> {
    return manager.findOne(Mail, { select: VIEWED, where: { siteId, applicationId, template }, order: { id: 'DESC' } });
  }
}
