import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { negotiateLocale } from '../platform/i18n';
import { DomainError } from '../platform/problem/domain-error';
import { PROBLEMS } from '../platform/problem/problem-catalogue';
import { TryLater } from '../platform/problem/try-later';
import { TooManyRequests } from '../platform/rate-limits/too-many-requests';
import { PageRenderer } from './page-renderer';
import { deadLinkPage, openedTooOftenPage, tooBusyPage } from './signup-url-page.view';

/** Behind a sign-up URL, problems are pages too: the same status, in plain words. */
@Catch(DomainError)
export class SignupUrlPageProblems implements ExceptionFilter<DomainError> {
  constructor(private readonly pages: PageRenderer) {}

  catch(error: DomainError, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const locale = negotiateLocale(http.getRequest<FastifyRequest>().headers['accept-language']);
    const reply = http.getResponse<FastifyReply>();
    if (error instanceof TryLater) {
      void reply.header('retry-after', error.retryAfterInSeconds);
      const page = error instanceof TooManyRequests ? openedTooOftenPage(locale) : tooBusyPage(locale);
      this.pages.send(reply, PROBLEMS[error.code].status, page);
      return;
    }
    this.pages.send(reply, PROBLEMS[error.code].status, deadLinkPage(locale));
  }
}
