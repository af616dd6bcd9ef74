import { type Answer } from './api';

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  requestId: string;
  errors?: { pointer: string; code: string; detail: string }[];
  [fact: string]: unknown;
}

/** The body of an answer that must have this status; otherwise fails showing what came instead. */
export function bodyOf<Body>(answer: Answer<Body>, status: number): Body {
  if (answer.status !== status) {
    throw new Error(`${answer.method} ${answer.path}: expected ${status}, was answered ${answer.status}: ${answer.text}`);
  }
  return answer.body;
}

/** The problem an answer carries, which must be a complete RFC 9457 problem with this status and code. */
export function problemOf(answer: Answer, status: number, code: string): Problem {
  const problem = anyProblemOf(answer);
  expect({ asked: `${answer.method} ${answer.path}`, status: answer.status, code: problem.code }).toEqual({
    asked: `${answer.method} ${answer.path}`,
    status,
    code,
  });
  return problem;
}

export function anyProblemOf(answer: Answer): Problem {
  const fault = whatIsWrongAsProblem(answer);
  if (fault !== undefined) {
    throw new Error(`${answer.method} ${answer.path}: ${fault}; was answered ${answer.status}: ${answer.text.slice(0, 500)}`);
  }
  return answer.body as Problem;
}

/** What keeps an answer from being a well-formed problem, in words; undefined when nothing does. */
export function whatIsWrongAsProblem(answer: Answer): string | undefined {
  const type = answer.headers.get('content-type') ?? 'no content type';
  if (answer.status < 400) return 'not an error';
  if (!type.startsWith('application/problem+json')) return `content type is ${type}`;
  const problem = answer.body as Problem;
  if (problem.status !== answer.status) return `problem.status is ${String(problem.status)}`;
  if (!/^[a-z]+(-[a-z]+)*$/.test(problem.code)) return `code is ${JSON.stringify(problem.code)}`;
  const empty = (['type', 'title', 'detail', 'requestId'] as const).find((member) => !isText(problem[member]));
  return empty === undefined ? undefined : `${empty} is missing`;
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** Everything a client can tell two answers apart by, without what differs between any two requests. */
export function whatAStrangerSees(answer: Answer): unknown {
  const requestId = (answer.body as Partial<Problem> | undefined)?.requestId ?? answer.headers.get('x-request-id') ?? '';
  const hide = (text: string): string => (requestId === '' ? text : text.replaceAll(requestId, '(request id)'));
  return {
    status: answer.status,
    body: JSON.parse(hide(answer.text === '' ? 'null' : answer.text)) as unknown,
    headers: [...answer.headers].filter(([name]) => name !== 'date').map(([name, value]) => [name, hide(value)]),
  };
}

export const headerNames = (answer: Answer): string[] => [...answer.headers.keys()].sort();

/** The shape of a body: the names and types of its members, not their values. */
export const shapeOf = (body: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(body as object).map(([name, value]) => [name, typeof value]));

/** The cookie that proves who applied, as a browser would send it back. */
export function ticketCookieOf(answer: Answer): string {
  const [cookie] = answer.headers.getSetCookie();
  if (cookie === undefined) throw new Error(`${answer.method} ${answer.path} set no cookie.`);
  return cookie.split(';')[0] ?? '';
}
