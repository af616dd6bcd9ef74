import { Injectable } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type PageConfig } from '../../platform/http/page-config';
import { type ProblemPages } from '../../platform/http/problem-filter';
import { Log } from '../../platform/logging/log';
import { type DomainError } from '../../platform/problem/domain-error';
import { PROBLEMS } from '../../platform/problem/problem-catalogue';
import { type SignUpAddress, SignUpEntrances } from '../sign-up/sign-up-entrance';
import { isInFrame } from './exchange';
import { PageLanguage } from './page-language';
import { PageRenderer } from './page-renderer';
import { type PageSite, PageSites } from './page-site';
import { problemPage } from './problem-page.view';

const FAULT_OF_OURS = 500;

/** Whatever goes wrong with a page is a page itself: the same status as in the API, in plain words. */
@Injectable()
export class PagesForProblems implements ProblemPages {
  constructor(
    private readonly sites: PageSites,
    private readonly entrances: SignUpEntrances,
    private readonly language: PageLanguage,
    private readonly pages: PageRenderer,
    private readonly log: Log,
  ) {}

  async show(error: DomainError, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const exchange = { request, reply };
    try {
      const site = this.sites.notedFor(request) ?? (await this.siteOfFrame(request, error));
      const locale = this.language.of(exchange, site?.locale);
      await this.pages.send(exchange, problemPage(error, { site, locale, requestId: request.id }));
    } catch (cause) {
      this.log.error('could not draw the page of a problem', { err: cause });
      if (!reply.sent) {
        void reply.status(PROBLEMS[error.code].status).type('text/plain; charset=utf-8').send(PROBLEMS[error.code].title);
      }
    }
  }

  /** Without its site, which says who may frame it, a page in a frame would not be shown. One is not looked for while the service cannot do much. */
  private async siteOfFrame(request: FastifyRequest, { code }: DomainError): Promise<PageSite | null> {
    const { isEmbeddable = false } = request.routeOptions.config as PageConfig;
    if (!isEmbeddable || !isInFrame(request) || PROBLEMS[code].status >= FAULT_OF_OURS) {
      return null;
    }
    const found = await this.entrances.find(request, request.params as SignUpAddress).catch(() => null);
    return found?.site ?? null;
  }
}
