import { ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemResponse } from '../openapi/problem.response';
import { PROBLEM_MEDIA_TYPE } from '../problem/problem';
import { PROBLEMS, type ProblemCode } from '../problem/problem-catalogue';

const RETRY_AFTER = { description: 'In how many seconds to ask again.', schema: { type: 'integer' as const, minimum: 1 } };
const SAYS_WHEN: readonly ProblemCode[] = ['too-many-requests', 'database-unavailable', 'overloaded'];

/** What each status means that an operation can answer `codes` with, for its part of the OpenAPI document. */
export function problemResponses(codes: readonly ProblemCode[]): MethodDecorator[] {
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))].sort();
  return statuses.map((status) => {
    const sameStatus = codes.filter((code) => PROBLEMS[code].status === status);
    return ApiResponse({
      status,
      description: sameStatus.map((code) => `\`${code}\`: ${PROBLEMS[code].meaning}`).join('\n\n'),
      content: problemContent(sameStatus),
      ...(sameStatus.some((code) => SAYS_WHEN.includes(code)) && { headers: { 'Retry-After': RETRY_AFTER } }),
    });
  });
}

function problemContent(codes: readonly ProblemCode[]): Record<string, object> {
  return {
    [PROBLEM_MEDIA_TYPE]: {
      schema: {
        allOf: [
          { $ref: getSchemaPath(ProblemResponse) },
          { type: 'object', properties: { code: { type: 'string', enum: [...codes] } } },
        ],
      },
      examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
    },
  };
}

function exampleOf(code: ProblemCode): object {
  const { status, title, meaning } = PROBLEMS[code];
  return {
    type: `urn:matricula:problem:${code}`,
    title,
    status,
    detail: meaning,
    code,
    requestId: '4f0c2f3e-8f5b-4d6c-9a53-0d4f7c0b7a11',
    ...(code === 'validation-failed' && {
      errors: [{ pointer: '#/email', code: 'email-missing-at', detail: 'Enter an e-mail address with an @.' }],
    }),
  };
}
