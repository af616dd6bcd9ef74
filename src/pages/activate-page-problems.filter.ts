import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { DomainError } from '../platform/problem/domain-error';
import { PROBLEMS } from '../platform/problem/problem-catalogue';
import { ValidationFailed } from '../platform/problem/validation-failed';
import { type ActivatePage, askAgainPage } from './activate-page.view';
import { PageRenderer } from './page-renderer';

/** On the activation page, problems are pages too: the same status, in plain words. Faults of ours leave as everywhere. */
@Catch(DomainError)
export class ActivatePageProblems implements ExceptionFilter<DomainError> {
  constructor(private readonly pages: PageRenderer) {}

  catch(error: DomainError, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { body } = http.getRequest<FastifyRequest>();
    this.pages.send(http.getResponse<FastifyReply>(), PROBLEMS[error.code].status, pageFor(error, tokenIn(body)));
  }
}

function pageFor(error: DomainError, token: string): ActivatePage {
  if (error.code === 'activation-proof-required') {
    return askAgainPage(token, 'We could not see that the application is yours.');
  }
  if (error.code === 'activation-proof-wrong') {
    return askAgainPage(token, 'That is not the password of this application.');
  }
  if (error instanceof ValidationFailed) {
    return { title: 'This link is not valid', text: 'Open the link from the mail again.' };
  }
  return { title: PROBLEMS[error.code].title, text: error.message };
}

function tokenIn(body: unknown): string {
  return typeof body === 'object' && body !== null && 'token' in body && typeof body.token === 'string' ? body.token : '';
}
