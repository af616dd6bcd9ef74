import createClient, { type Client } from 'openapi-fetch';
import { type paths } from './schema.js';

/** `client.GET('/v1/sites/{site}/registration-form', { params: { path: { site } } })`, and so on: see openapi-fetch. */
export type MatriculaClient = Client<paths>;

export interface MatriculaClientOptions {
  /** Where the service is, without a path: `https://registration.example.com`. */
  readonly baseUrl: string;
  /** An API key, or somebody's access token; as a function, it is asked for before each request. None: nobody in particular asks. */
  readonly token?: string | (() => string | undefined);
  /** Sent with every request, for example `Accept-Language`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the global one. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** A client of one service. It keeps nothing: no cookies, no tokens, no answers. */
export function createMatriculaClient({ baseUrl, token, headers, fetch }: MatriculaClientOptions): MatriculaClient {
  const client = createClient<paths>({
    baseUrl,
    // The service answers pages of other origins only where they bring no cookies.
    credentials: 'omit',
    ...(headers !== undefined && { headers }),
    ...(fetch !== undefined && { fetch }),
  });
  client.use({
    onRequest: ({ request }) => {
      const present = typeof token === 'function' ? token() : token;
      if (present !== undefined && !request.headers.has('authorization')) {
        request.headers.set('authorization', `Bearer ${present}`);
      }
    },
  });
  return client;
}
