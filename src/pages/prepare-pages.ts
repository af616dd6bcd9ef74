import { join } from 'node:path';
import fastifyCompress from '@fastify/compress';
import fastifyView from '@fastify/view';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import Handlebars from 'handlebars';

const VIEWS = join(__dirname, 'views');
const PARTIALS = [
  'challenge',
  'checkbox',
  'checkboxes',
  'error-summary',
  'field-head',
  'languages',
  'password',
  'pull-down',
  'radio',
  'steps',
  'text',
  'text-area',
];

/** What drawing pages needs of the server; to be called before it listens. Nothing but pages is compressed by it. */
export async function preparePages(app: NestFastifyApplication): Promise<void> {
  // In one go, whatever the page: the answer of a handler is complete when it ends, and a stream would come after that.
  await app.register(fastifyCompress, { global: false, encodings: ['br', 'gzip'], syncThreshold: Number.MAX_SAFE_INTEGER });
  await app.register(fastifyView, {
    engine: { handlebars: Handlebars.create() },
    root: VIEWS,
    layout: 'layout.hbs',
    production: true,
    options: { partials: Object.fromEntries(PARTIALS.map((name) => [name, `partials/${name}.hbs`])) },
  });
}
