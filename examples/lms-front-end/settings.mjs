// Where everything is; what `npm start` does unless it says otherwise.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { MATRICULA_URL = 'http://localhost:3000', SITE = 'demo', EXAMPLE_PORT = '8081', LMS_API_KEY } = process.env;
const project = fileURLToPath(new URL('../..', import.meta.url));
const varDir = process.env.VAR_DIR || join(project, 'var');

export const settings = {
  /** The public address of the service: whom members' tokens are from. */
  matriculaUrl: MATRICULA_URL,
  site: SITE,
  port: Number(EXAMPLE_PORT),
  /** What the site has to list, so that the page may ask the service. */
  origin: `http://localhost:${EXAMPLE_PORT}`,
  /** In place of the one in the file. */
  apiKey: LMS_API_KEY,
  apiKeyFile: join(varDir, 'example-api-key.txt'),
  administratorFile: join(varDir, 'first-administrator.txt'),
};
