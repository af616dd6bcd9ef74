import { Injectable } from '@nestjs/common';
import { Tokens } from '@fastify/csrf';
import { type FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/config';
import { isSentByOtherSite } from '../../platform/http/same-origin';
import { ticketOf } from '../../platform/http/ticket-cookie';
import { DomainError } from '../../platform/problem/domain-error';
import { type Exchange, textIn } from './exchange';
import { PageCookies } from './page-cookies';

const SECRET = /^[\w-]{24}$/;

/**
 * Tells the forms of our pages from those that other sites make a browser send
 * (OWASP, "Cross-Site Request Forgery Prevention"): each form has a token made
 * of a secret that lies in the browser's cookie. The secret stays as long as
 * the browser is open, so any number of tabs can be.
 */
@Injectable()
export class OwnForms {
  private readonly tokens = new Tokens({ userInfo: false });
  private readonly secrets = new WeakMap<FastifyRequest, string>();

  constructor(
    private readonly cookies: PageCookies,
    private readonly config: Config,
  ) {}

  /** For the forms of a page; another one each time, so that nothing can be learnt from the length of compressed pages. */
  tokenFor(exchange: Exchange): string {
    return this.tokens.create(this.secretFor(exchange));
  }

  /** The browser's secret, which it gets where it has none. */
  secretFor(exchange: Exchange): string {
    const { request } = exchange;
    const known = this.secretOf(request) ?? this.secrets.get(request);
    if (known !== undefined) {
      return known;
    }
    const secret = this.tokens.secretSync();
    this.secrets.set(request, secret);
    this.cookies.set(exchange, 'form', secret);
    return secret;
  }

  /** Throws `cross-site-request`. */
  ensureOwn(request: FastifyRequest): void {
    const secret = this.secretOf(request);
    if (this.isFromElsewhere(request) || secret === undefined || !this.tokens.verify(secret, textIn(request.body, 'csrf'))) {
      throw new CrossSiteForm();
    }
  }

  /**
   * For forms behind a mailed link, which send its token: that is a proof that no other site has. Only a browser with cookies of
   * ours has anything to lose beyond, and must show that the form is ours. Throws `cross-site-request`.
   */
  ensureOwnIfKnown(request: FastifyRequest): void {
    if (this.secretOf(request) !== undefined || ticketOf(request) !== undefined) {
      this.ensureOwn(request);
    } else if (this.isFromElsewhere(request)) {
      throw new CrossSiteForm();
    }
  }

  private isFromElsewhere({ headers }: FastifyRequest): boolean {
    return isSentByOtherSite(headers, this.config.http.publicBaseUrl);
  }

  private secretOf(request: FastifyRequest): string | undefined {
    const secret = this.cookies.get(request, 'form');
    return secret !== undefined && SECRET.test(secret) ? secret : undefined;
  }
}

class CrossSiteForm extends DomainError {
  constructor() {
    super('cross-site-request', 'This form was not sent from a page that this browser has opened. Open the page again.');
  }
}
