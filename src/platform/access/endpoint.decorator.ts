import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiOperation, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemResponse } from '../openapi/problem.response';
import { PROBLEM_MEDIA_TYPE } from '../problem/problem';
import { PROBLEMS, type ProblemCode } from '../problem/problem-catalogue';
import { type Operation } from './rights';

/** `public`, or the operation of the rights table that a caller needs. */
export type NeededRight = Operation | 'public';

export const NEEDED_RIGHT = 'matricula:needed-right';

interface EndpointOptions {
  /** Who may call it. */
  readonly right: NeededRight;
  /** One line for the list of operations. */
  readonly summary: string;
  /** What it promises: effects, limits, the answer. */
  readonly description: string;
  /** Problems of its own; those every operation of its kind can answer are added. */
  readonly problems?: readonly ProblemCode[];
  readonly takesBody?: boolean;
}

const ALWAYS: readonly ProblemCode[] = ['malformed-request', 'validation-failed', 'internal-error'];
const WITH_BODY: readonly ProblemCode[] = ['unsupported-media-type', 'body-too-large'];
const FOR_STAFF: readonly ProblemCode[] = ['unauthenticated', 'forbidden', 'site-not-found'];

/**
 * What every operation says of itself: who may call it, and its part of the
 * OpenAPI document with each problem it can answer. An operation without this
 * stops the start (see RightsGuard).
 */
export function Endpoint(options: EndpointOptions): MethodDecorator {
  const codes = new Set([
    ...(options.problems ?? []),
    ...ALWAYS,
    ...(options.takesBody === true ? WITH_BODY : []),
    ...(options.right === 'public' ? [] : FOR_STAFF),
  ]);
  return applyDecorators(
    SetMetadata(NEEDED_RIGHT, options.right),
    ApiOperation({ summary: options.summary, description: options.description }),
    ApiExtraModels(ProblemResponse),
    ...problemResponses([...codes]),
    ...(options.right === 'public' ? [] : [ApiBearerAuth()]),
  );
}

function problemResponses(codes: readonly ProblemCode[]): MethodDecorator[] {
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))].sort();
  return statuses.map((status) => {
    const sameStatus = codes.filter((code) => PROBLEMS[code].status === status);
    return ApiResponse({
      status,
      description: sameStatus.map((code) => `\`${code}\`: ${PROBLEMS[code].meaning}`).join('\n\n'),
      content: problemContent(sameStatus),
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
