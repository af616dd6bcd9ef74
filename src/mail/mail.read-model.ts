import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Mail } from './mail.entity';

/** What became of a mail; nothing of whom it went to or what it said. */
export type MailView = Pick<Mail, 'id' | 'template' | 'state' | 'tries' | 'queuedAt' | 'sentAt' | 'lastAnswer'>;

/** What is asked about the mails of a site. */
@Injectable()
export class MailReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** The mails about an application, oldest first. */
  about(siteId: string, applicationId: string): Promise<MailView[]> {
    return this.dataSource.manager.find(Mail, {
      select: {
        siteId: true,
        id: true,
        template: true,
        state: true,
        tries: true,
        queuedAt: true,
        sentAt: true,
        lastAnswer: true,
      },
      where: { siteId, applicationId },
      order: { id: 'ASC' },
    });
  }
}
