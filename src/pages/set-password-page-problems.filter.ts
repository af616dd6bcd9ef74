import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { negotiateLocale } from '../platform/i18n';
import { DomainError } from '../platform/problem/domain-error';
import { PROBLEMS } from '../platform/problem/problem-catalogue';
import { TooManyRequests } from '../platform/rate-limits/too-many-requests';
import { PageRenderer } from './page-renderer';
import { passwordOutcomePage } from './set-password-page.view';

/** Behind a link to choose a password with, problems are pages too: the same status, in plain words. */
@Catch(DomainError)
export class SetPasswordPageProblems implements ExceptionFilter<DomainError> {
  constructor(private readonly pages: PageRenderer) {}

  catch(error: DomainError, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const locale = negotiateLocale(http.getRequest<FastifyRequest>().headers['accept-language']);
    const isTooOften = error instanceof TooManyRequests;
    if (isTooOften) {
      void reply.header('retry-after', error.retryAfterInSeconds);
    }
    const { status } = PROBLEMS[error.code];
    this.pages.sendSetPassword(reply, status, passwordOutcomePage(isTooOften ? 'tooOften' : 'dead', locale));
  }
}
