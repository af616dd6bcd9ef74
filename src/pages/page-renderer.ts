import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import Handlebars from 'handlebars';
import { Config } from '../platform/config/config';
import { policyOfPage } from '../platform/http/content-security-policy';
import { type ActivatePage } from './activate-page.view';
import { type SetPasswordPage } from './set-password-page.view';

const VIEWS = join(__dirname, 'views');

/** Draws pages on the server; they need no script. */
@Injectable()
export class PageRenderer {
  readonly stylesheet = readFileSync(join(VIEWS, 'pages.css'), 'utf8');
  private readonly activate = Handlebars.compile(readFileSync(join(VIEWS, 'activate.hbs'), 'utf8'));
  private readonly setPassword = Handlebars.compile(readFileSync(join(VIEWS, 'set-password.hbs'), 'utf8'));
  private readonly basePath: string;
  private readonly isHttps: boolean;

  constructor(config: Config) {
    const { pathname, protocol } = new URL(config.http.publicBaseUrl);
    this.basePath = pathname.replace(/\/$/, '');
    this.isHttps = protocol === 'https:';
  }

  /** Sends the page. It is about one person, so nobody keeps it, and its address (with a token) goes nowhere else. */
  send(reply: FastifyReply, status: number, page: ActivatePage): void {
    this.sendHtml(reply, status, this.activate({ ...page, basePath: this.basePath }));
  }

  /** As {@link send}. */
  sendSetPassword(reply: FastifyReply, status: number, page: SetPasswordPage): void {
    this.sendHtml(reply, status, this.setPassword({ ...page, basePath: this.basePath }));
  }

  private sendHtml(reply: FastifyReply, status: number, html: string): void {
    void reply
      .status(status)
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'content-security-policy': policyOfPage({ isHttps: this.isHttps }),
      })
      .send(html);
  }
}
