import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

const DESCRIPTION = `
Registration service of a learning platform: people apply for membership, confirm their e-mail address, an administrator
decides (or the service does), and the LMS gets a finished account.

**Errors** are RFC 9457 \`application/problem+json\` without exception; decide by \`code\`. **Times** are ISO 8601 in UTC.
**Lists** are keyset-paged: send \`nextCursor\` back as \`cursor\`. **Texts** for people come in the language of \`Accept-Language\`.
`.trim();

/** The OpenAPI 3.1 document of everything but pages. */
export function createOpenApiDocument(app: INestApplication, version: string): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Matricula')
    .setDescription(DESCRIPTION)
    .setVersion(version)
    .setLicense('MIT', 'https://spdx.org/licenses/MIT.html')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'From `POST /v1/staff/sessions`; or an API key of the site.',
    })
    .addTag('Applying', 'For applicants, and the LMS front ends they use.')
    .addTag('Activation', 'Confirming the e-mail address.')
    .addTag('Members', 'Logging in, and verifying members’ tokens.')
    .addTag('Applications', 'For reviewers: the approval desk.')
    .addTag('Registration settings', 'For administrators: the site’s switches.')
    .addTag('Branding', 'For administrators: how the site’s pages look, and who may embed them.')
    .addTag('Groups', 'For administrators, and the LMS: the groups of the LMS.')
    .addTag('Site history', 'For administrators: who changed what.')
    .addTag('Registration form', 'For administrators: what applicants are asked, and the terms of use.')
    .addTag('Sign-up URLs', 'For administrators: the groups of the site, and the URLs through which one applies for them.')
    .addTag('Mails', 'For reviewers: what became of the site’s mails.')
    .addTag('Mail templates', 'For administrators: the words of the site’s mails.')
    .addTag('Sites', 'For operators.')
    .addTag('Staff', 'Logging in as staff; colleagues, passwords, second factors.')
    .addTag('API keys', 'For administrators: keys for the back end of the LMS.')
    .addTag('Operations', 'Health.')
    .build();
  return SwaggerModule.createDocument(app, settings, {
    operationIdFactory: (controller, method) => `${method}${controller.replace(/Controller$/, '')}`,
  });
}

/** Serves the document at `/openapi.json` and Swagger UI at `/docs`. */
export function serveOpenApi(app: INestApplication, document: OpenAPIObject): void {
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'openapi.json',
    customSiteTitle: 'Matricula API',
    swaggerOptions: { persistAuthorization: true },
  });
}
