import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { negotiateLocale } from '../platform/i18n';
import { DomainError } from '../platform/problem/domain-error';
import { PROBLEMS } from '../platform/problem/problem-catalogue';
import { TooManyRequests } from '../platform/rate-limits/too-many-requests';
import { PageRenderer } from './page-renderer';
import { unsubscribeProblemPage } from './unsubscribe-page.view';

/** Problems of the page to unsubscribe are pages, too: the same status, in plain words. */
@Catch(DomainError)
export class UnsubscribePageProblems implements ExceptionFilter<DomainError> {
  constructor(private readonly pages: PageRenderer) {}

  catch(error: DomainError, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { headers } = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (error instanceof TooManyRequests) {
      void reply.header('retry-after', error.retryAfterInSeconds);
    }
    const page = unsubscribeProblemPage(
      error instanceof TooManyRequests ? 'tooOften' : 'unknown',
      negotiateLocale(headers['accept-language']),
    );
    this.pages.send(reply, PROBLEMS[error.code].status, page);
  }
}
