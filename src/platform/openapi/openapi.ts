import { createHash } from 'node:crypto';
import { type INestApplication } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { policyOfDocs } from '../http/content-security-policy';
import { boundParameters } from './bounded-parameters';

const DESCRIPTION = `
Registration service of a learning platform: people apply for membership, confirm their e-mail address, an administrator
decides (or the service does), and the LMS gets a finished account.

**Errors** are RFC 9457 \`application/problem+json\` without exception; decide by \`code\`. **Times** are ISO 8601 in UTC.
**Rights**: \`x-matricula-right\` of an operation names what its caller needs, \`public\` nothing; which roles and scopes have it is in
\`docs/generated/rights.md\`. **Lists** are keyset-paged: send \`nextCursor\` back as \`cursor\`. **Texts** for people come in the language of \`Accept-Language\`.
`.trim();

const TAGS = [
  ['Applying', 'For applicants, and the LMS front ends they use.'],
  ['Activation', 'Confirming the e-mail address.'],
  ['Members', 'Logging in, and verifying members’ tokens.'],
  ['Applications', 'For reviewers: the approval desk.'],
  ['Registration settings', 'For administrators: the site’s switches.'],
  ['Branding', 'For administrators: how the site’s pages look, and who may embed them.'],
  ['Groups', 'For administrators, and the LMS: the groups of the LMS.'],
  ['Site history', 'For administrators: who changed what.'],
  ['Registration form', 'For administrators: what applicants are asked, and the terms of use.'],
  ['Sign-up URLs', 'For administrators: the groups of the site, and the URLs through which one applies for them.'],
  ['Mails', 'For reviewers: what became of the site’s mails.'],
  ['Mail templates', 'For administrators: the words of the site’s mails.'],
  ['Sites', 'For operators.'],
  ['Staff', 'Logging in as staff; colleagues, passwords, second factors.'],
  ['API keys', 'For administrators: keys for the back end of the LMS.'],
  ['Clean-up', 'For administrators: what is removed, and erasing a person.'],
  ['Retention', 'For administrators: how long things are kept.'],
  ['Bot protection', 'For administrators: the challenge before applying, and domains of addresses.'],
  ['Operations', 'Health.'],
] as const;

/** The OpenAPI 3.1 document of everything but pages. */
export function createOpenApiDocument(app: INestApplication, version: string): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Matricula')
    .setDescription(DESCRIPTION)
    .setVersion(version)
    .addServer('/', 'Where this document comes from.')
    .setLicense('MIT', 'https://spdx.org/licenses/MIT.html')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description:
        'From `POST /v1/staff/sessions`; or an API key of the site. Access tokens are checked as RFC8725 asks: one algorithm ' +
        '(ES256), known keys only, issuer, audience and times; what a token says of its algorithm or key chooses nothing else.',
    })
    .build();
  settings.tags = TAGS.map(([name, description]) => ({ name, description }));
  const document = SwaggerModule.createDocument(app, settings, {
    autoTagControllers: false,
    operationIdFactory: (controller, method) => `${method}${controller.replace(/Controller$/, '')}`,
  });
  return boundParameters(document);
}

const DOCS = '/docs';
const DOCUMENT = '/openapi.json';

// The one style that the script of Swagger UI writes into its page; its version is pinned.
const STYLE_OF_ITS_SCRIPT = 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w=';

/** Serves the document at `/openapi.json` and Swagger UI at `/docs`. It is made when it is first asked for: the start need not wait for it. */
export function serveOpenApi(app: NestFastifyApplication, document: () => OpenAPIObject): void {
  SwaggerModule.setup(DOCS, app, document, {
    jsonDocumentUrl: DOCUMENT,
    customSiteTitle: 'Matricula API',
    // A token that somebody tries things out with is gone with the tab.
    swaggerOptions: { persistAuthorization: false },
  });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', (request, reply, page, done) => {
      const { url = '' } = request.routeOptions;
      if (url === DOCUMENT) {
        void reply.header('cache-control', 'public, max-age=0, must-revalidate');
      } else if (url.startsWith(DOCS) && typeof page === 'string') {
        void reply.header('content-security-policy', policyOfDocs([...inlineStylesIn(page), STYLE_OF_ITS_SCRIPT]));
      }
      done(null, page);
    });
}

/** The hashes of what a page of Swagger UI says of its looks inside itself: it is the package's own, and nobody else writes into it. */
function inlineStylesIn(page: string): string[] {
  const styles = [...page.matchAll(/<style>(.*?)<\/style>| style="(.*?)"/gs)];
  return styles.map(
    ([, block, attribute]) =>
      `sha256-${createHash('sha256')
        .update(block ?? attribute ?? '')
        .digest('base64')}`,
  );
}
