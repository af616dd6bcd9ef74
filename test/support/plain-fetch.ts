import { type Problem, whatIsWrongAsProblem } from './answers';
import { type Answer } from './api';

export interface Timed extends Answer {
  /** How long it took. */
  readonly ms: number;
}

export interface PlainRequest {
  readonly method?: string;
  readonly json?: unknown;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

/** Asks as any client does, and takes a 5xx for an answer: what is about faults expects some. Throws when the connection is lost. */
export async function plainly(url: string, { method, json, headers = {}, signal }: PlainRequest = {}): Promise<Timed> {
  const began = performance.now();
  const sent = json === undefined ? { method: 'GET', body: null } : { method: 'POST', body: JSON.stringify(json) };
  const response = await fetch(url, {
    method: method ?? sent.method,
    headers: { 'content-type': 'application/json', ...headers },
    body: sent.body,
    signal: signal ?? AbortSignal.timeout(60_000),
  });
  const text = await response.text();
  return {
    method: method ?? sent.method,
    path: new URL(url).pathname,
    status: response.status,
    headers: response.headers,
    body: bodyIn(response.headers, text),
    text,
    ms: performance.now() - began,
  };
}

function bodyIn(headers: Headers, text: string): unknown {
  const isJson = /[/+]json\b/.test(headers.get('content-type') ?? '');
  return isJson && text !== '' ? (JSON.parse(text) as unknown) : undefined;
}

/** The code of a 503 that says when to ask again; anything else of a 503 is an error. */
export function turnedAwayWith(answer: Timed): string {
  const fault = whatIsWrongAsProblem(answer);
  if (answer.status !== 503 || fault !== undefined) {
    throw new Error(`Expected a 503 that is a problem: ${answer.status} ${fault ?? ''} ${answer.text.slice(0, 300)}`);
  }
  const { code } = answer.body as Problem;
  if (code !== 'not-ready' && !(Number(answer.headers.get('retry-after')) >= 1)) {
    throw new Error(`A 503 ${code} without Retry-After.`);
  }
  return code;
}
