import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { SubmitApplication } from '../../applications';
import { SECONDS } from '../../platform/clock/clock';
import { Config } from '../../platform/config/config';
import { keepTicket } from '../../platform/http/ticket-cookie';
import { type Locale } from '../../platform/i18n';
import { DomainError } from '../../platform/problem/domain-error';
import { type Exchange, textIn } from '../shared/exchange';
import { solutionIn } from './challenge.view';
import { type OpenedEntries } from './entries';
import { SentMail } from './sent-mail';
import { type SignUpEntrance } from './sign-up-entrance';

const PATIENCE = 5 * SECONDS;
const PAUSE = 0.25 * SECONDS;

type Submission = Parameters<SubmitApplication['execute']>[0];

/** The button is pressed: the application is sent, once, however often it is pressed. */
@Injectable()
export class SendApplication {
  constructor(
    private readonly submitApplication: SubmitApplication,
    private readonly sentMail: SentMail,
    private readonly config: Config,
  ) {}

  /** Throws what applying throws. */
  async execute(
    exchange: Exchange,
    entrance: SignUpEntrance,
    { submission: confirmed, idempotencyKey, visit }: OpenedEntries,
    languages: Locale,
  ): Promise<void> {
    const { id: requestId, ip: clientAddress, body } = exchange.request;
    const challenge = solutionIn(body);
    const form = challenge === undefined ? confirmed : { ...confirmed, challenge };
    const submission = { site: entrance.site.slug, form, languages, requestId, clientAddress, idempotencyKey };
    const { ticket } = await this.submit(submission);
    keepTicket(exchange.reply, ticket, this.config.http.publicBaseUrl.startsWith('https:'));
    this.sentMail.keep(exchange, entrance, visit, textIn(form, 'email').trim());
  }

  // Of a double click a browser shows the second answer, which is that of the first: so it waits for that.
  private async submit(submission: Submission): Promise<{ readonly ticket: string }> {
    for (let waited = 0; ; waited += PAUSE) {
      try {
        return await this.submitApplication.execute(submission);
      } catch (error) {
        const isRunning = error instanceof DomainError && error.code === 'idempotency-key-in-use';
        if (!isRunning || waited >= PATIENCE) {
          throw error;
        }
      }
      await sleep(PAUSE);
    }
  }
}
