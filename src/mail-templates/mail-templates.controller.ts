import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiParam, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { TEMPLATES_OF_SITES } from '../mail';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { BodyLimit } from '../platform/http/body-limit.decorator';
import { entityTag, versionIn } from '../platform/http/entity-tag';
import { PageRequest } from '../platform/http/page.request';
import { LOCALES } from '../platform/i18n';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { memberOfStaff } from '../site-history';
import { MailTemplateDraftRequest, MailTemplateRequest, RestoreMailTemplateRequest } from './dto/mail-template.request';
import {
  MailPreviewResponse,
  MailTemplateHistoryResponse,
  MailTemplateResponse,
  MailTemplatesResponse,
  MailTrialResponse,
} from './dto/mail-template.response';
import { MailTemplatesReadModel, type TemplateView } from './mail-templates.read-model';
import { SaveMailTemplate, type TemplateChange } from './save-mail-template.use-case';
import { templateKey } from './template-name';
import { TryMailTemplate } from './try-mail-template.use-case';
import { variablesText } from './variables-text';

// 120,000 characters, of up to 6 bytes each as JSON writes them.
const LARGEST_TEMPLATE_IN_KIB = 1024;

const LANGUAGE =
  'Templates are Handlebars with the listed variables, `{{#if}}`, `{{#unless}}`, `{{else}}`, and `{{#each}}` of a list; values are ' +
  'escaped in HTML and one line of text elsewhere. Refused with line and column: anything else in braces, a variable that is unknown or ' +
  'misplaced or missing, and HTML that has no place in a mail (scripts, forms, event handlers, comments, addresses other than ' +
  '`https:`, `http:`, `mailto:`, `tel:`).';

const IF_MATCH = { name: 'If-Match', required: true, description: 'The `ETag` of the version you have read.', example: '"3"' };
const NAME = { name: 'name', description: 'The template.', enum: TEMPLATES_OF_SITES, example: 'approved' };
const LOCALE = { name: 'locale', description: 'The language.', enum: LOCALES, example: 'en' };

const DRAFTS = {
  'what is saved': { value: {} },
  'another text': { value: { text: 'Hello {{name}}, welcome to {{siteName}}.' } },
};

@ApiTags('Mail templates')
@SiteInPath()
@Controller('v1/sites/:site/mail-templates')
export class MailTemplatesController {
  constructor(
    private readonly templates: MailTemplatesReadModel,
    private readonly saveTemplate: SaveMailTemplate,
    private readonly tryTemplate: TryMailTemplate,
  ) {}

  @Get()
  @Endpoint({
    right: 'mail-templates.read',
    summary: 'List the site’s mail templates',
    description: 'Every template in every language: whether the site has words of its own for it, since when, and whose.',
  })
  async list(@Access() { siteId }: SiteAccess): Promise<MailTemplatesResponse> {
    return MailTemplatesResponse.from(await this.templates.all(siteId));
  }

  @Get(':name/:locale')
  @ApiParam(NAME)
  @ApiParam(LOCALE)
  @Endpoint({
    right: 'mail-templates.read',
    summary: 'Get a mail template',
    description: 'As mails are written now, with every variable it may be filled with. Send the `ETag` back when changing it.',
    problems: ['mail-template-not-found'],
  })
  async get(
    @Access() { siteId }: SiteAccess,
    @Param('name') name: string,
    @Param('locale') locale: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MailTemplateResponse> {
    return answer(reply, await this.templates.one(templateKey(siteId, name, locale)));
  }

  @Put(':name/:locale')
  @ApiParam(NAME)
  @ApiParam(LOCALE)
  @ApiHeader(IF_MATCH)
  @ApiBody({ type: MailTemplateRequest })
  @BodyLimit(LARGEST_TEMPLATE_IN_KIB)
  @Endpoint({
    right: 'mail-templates.update',
    summary: 'Write the site’s own words for a mail',
    description: `For administrators. As a new version; the older ones stay. ${LANGUAGE} Bodies up to 1 MiB.\n\n${variablesText()}`,
    problems: ['mail-template-not-found', 'if-match-required', 'version-stale'],
    takesBody: true,
  })
  change(
    @Access() access: SiteAccess,
    @Param() path: TemplatePath,
    @Body() source: MailTemplateRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MailTemplateResponse> {
    return this.save(access, path, { source }, reply);
  }

  @Delete(':name/:locale')
  @ApiParam(NAME)
  @ApiParam(LOCALE)
  @ApiHeader(IF_MATCH)
  @Endpoint({
    right: 'mail-templates.update',
    summary: 'Go back to the built-in words of a mail',
    description: 'For administrators. That is a version, too: the site’s own words stay in the history and can be restored.',
    problems: ['mail-template-not-found', 'if-match-required', 'version-stale'],
  })
  reset(
    @Access() access: SiteAccess,
    @Param() path: TemplatePath,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MailTemplateResponse> {
    return this.save(access, path, 'default', reply);
  }

  @Post(':name/:locale/restore')
  @HttpCode(200)
  @ApiParam(NAME)
  @ApiParam(LOCALE)
  @ApiHeader(IF_MATCH)
  @ApiBody({ type: RestoreMailTemplateRequest })
  @Endpoint({
    right: 'mail-templates.update',
    summary: 'Take up an earlier version of a mail template',
    description:
      'For administrators. As a new version. Checked like new words: a question it speaks of may be gone from the form.',
    problems: ['mail-template-not-found', 'mail-template-version-not-found', 'if-match-required', 'version-stale'],
    takesBody: true,
  })
  restore(
    @Access() access: SiteAccess,
    @Param() path: TemplatePath,
    @Body() { version }: RestoreMailTemplateRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MailTemplateResponse> {
    return this.save(access, path, { version }, reply);
  }

  @Get(':name/:locale/history')
  @ApiParam(NAME)
  @ApiParam(LOCALE)
  @Endpoint({
    right: 'mail-templates.read',
    summary: 'Get the versions of a mail template',
    description: 'Newest first, keyset-paged, with their words. Versions are only ever added.',
    problems: ['mail-template-not-found'],
  })
  async history(
    @Access() { siteId }: SiteAccess,
    @Param() { name, locale }: TemplatePath,
    @Query() { limit, cursor }: PageRequest,
  ): Promise<MailTemplateHistoryResponse> {
    return MailTemplateHistoryResponse.from(await this.templates.versions(templateKey(siteId, name, locale), limit, cursor));
  }

  @Post(':name/:locale/preview')
  @HttpCode(200)
  @ApiParam(NAME)
  @ApiParam(LOCALE)
  @ApiBody({ type: MailTemplateDraftRequest, examples: DRAFTS })
  @BodyLimit(LARGEST_TEMPLATE_IN_KIB)
  @Endpoint({
    right: 'mail-templates.update',
    summary: 'See a mail with sample values',
    description:
      'For administrators. Of the parts that are sent, and of the others as they are saved. Nothing is kept. Bodies up to 1 MiB.',
    problems: ['mail-template-not-found'],
    takesBody: true,
  })
  async preview(
    @Access() { siteId }: SiteAccess,
    @Param() { name, locale }: TemplatePath,
    @Body() draft: MailTemplateDraftRequest,
  ): Promise<MailPreviewResponse> {
    return MailPreviewResponse.from(await this.tryTemplate.preview(templateKey(siteId, name, locale), draft));
  }

  @Post(':name/:locale/test')
  @HttpCode(202)
  @ApiParam(NAME)
  @ApiParam(LOCALE)
  @ApiBody({ type: MailTemplateDraftRequest, examples: DRAFTS })
  @BodyLimit(LARGEST_TEMPLATE_IN_KIB)
  @Endpoint({
    right: 'mail-templates.update',
    summary: 'Send oneself a mail with sample values',
    description:
      'For administrators. As the preview, as a mail to one’s own address, marked as a test in its subject; ten times an hour. ' +
      'Bodies up to 1 MiB.',
    problems: ['mail-template-not-found', 'too-many-requests'],
    takesBody: true,
  })
  async sendTest(
    @Access() access: SiteAccess,
    @Param() { name, locale }: TemplatePath,
    @Body() draft: MailTemplateDraftRequest,
  ): Promise<MailTrialResponse> {
    await this.tryTemplate.send(templateKey(access.siteId, name, locale), draft, access);
    return { to: access.email };
  }

  private async save(
    access: SiteAccess,
    { name, locale }: TemplatePath,
    change: TemplateChange,
    reply: FastifyReply,
  ): Promise<MailTemplateResponse> {
    const key = templateKey(access.siteId, name, locale);
    const seen = versionIn(reply.request.headers['if-match']);
    const author = { staffId: access.staffId, name: access.name, by: memberOfStaff(access) };
    return answer(reply, await this.saveTemplate.execute(key, seen, change, author));
  }
}

interface TemplatePath {
  readonly name: string;
  readonly locale: string;
}

function answer(reply: FastifyReply, view: TemplateView): MailTemplateResponse {
  void reply.header('etag', entityTag(view.version));
  return MailTemplateResponse.from(view);
}
