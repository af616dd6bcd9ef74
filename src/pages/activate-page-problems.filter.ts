import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { DomainError } from '../platform/problem/domain-error';
import { PROBLEMS } from '../platform/problem/problem-catalogue';
import { TryLater } from '../platform/problem/try-later';
import { ValidationFailed } from '../platform/problem/validation-failed';
import { TooManyRequests } from '../platform/rate-limits/too-many-requests';
import { type ActivatePage, askAgainPage, expiredPage, tooBusyPage, tooOftenPage } from './activate-page.view';
import { PageRenderer } from './page-renderer';

/** On the activation page, problems are pages too: the same status, in plain words. Faults of ours leave as everywhere. */
@Catch(DomainError)
export class ActivatePageProblems implements ExceptionFilter<DomainError> {
  constructor(private readonly pages: PageRenderer) {}

  catch(error: DomainError, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { body, query } = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (error instanceof TryLater) {
      void reply.header('retry-after', error.retryAfterInSeconds);
    }
    this.pages.send(reply, PROBLEMS[error.code].status, pageFor(error, tokenIn(body) ?? tokenIn(query) ?? ''));
  }
}

function pageFor(error: DomainError, token: string): ActivatePage {
  if (error.code === 'activation-proof-required') {
    return askAgainPage(token, 'We could not see that the application is yours.');
  }
  if (error.code === 'activation-proof-wrong') {
    return askAgainPage(token, 'That is not the password of this application.');
  }
  if (error.code === 'activation-link-expired') {
    return expiredPage(token);
  }
  if (error instanceof TooManyRequests) {
    return tooOftenPage(token, error.retryAfterInSeconds);
  }
  if (error instanceof TryLater) {
    return tooBusyPage(token);
  }
  if (error instanceof ValidationFailed) {
    return { title: 'This link is not valid', text: 'Open the link from the mail again.' };
  }
  return { title: PROBLEMS[error.code].title, text: error.message };
}

function tokenIn(sent: unknown): string | undefined {
  return typeof sent === 'object' && sent !== null && 'token' in sent && typeof sent.token === 'string' ? sent.token : undefined;
}
