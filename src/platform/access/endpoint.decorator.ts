import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiExtraModels, ApiOperation } from '@nestjs/swagger';
import { ProblemResponse } from '../openapi/problem.response';
import { type ProblemCode } from '../problem/problem-catalogue';
import { problemResponses } from './problem-responses';
import { type Operation } from './rights';

/** `public`, or the operation of the rights table that a caller needs. */
export type NeededRight = Operation | 'public';

export const NEEDED_RIGHT = 'matricula:needed-right';

/** Where the OpenAPI document says which {@link NeededRight} an operation has. */
export const RIGHT_EXTENSION = 'x-matricula-right';

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
  /** It answers without asking the database. */
  readonly isIndependent?: boolean;
}

const ALWAYS: readonly ProblemCode[] = ['malformed-request', 'validation-failed', 'internal-error'];
const WITH_DATABASE: readonly ProblemCode[] = ['database-unavailable', 'overloaded'];
const WITH_BODY: readonly ProblemCode[] = ['unsupported-media-type', 'body-too-large'];
const FOR_STAFF: readonly ProblemCode[] = [
  'unauthenticated',
  'forbidden',
  'password-change-required',
  'second-factor-enrolment-required',
  'cross-site-request',
  'site-not-found',
];

/**
 * What every operation says of itself: who may call it, and its part of the
 * OpenAPI document with each problem it can answer. An operation without this
 * stops the start (see RightsGuard).
 */
export function Endpoint(options: EndpointOptions): MethodDecorator {
  const codes = new Set([
    ...(options.problems ?? []),
    ...ALWAYS,
    ...(options.isIndependent === true ? [] : WITH_DATABASE),
    ...(options.takesBody === true ? WITH_BODY : []),
    ...(options.right === 'public' ? [] : FOR_STAFF),
  ]);
  return applyDecorators(
    SetMetadata(NEEDED_RIGHT, options.right),
    ApiOperation({ summary: options.summary, description: options.description }),
    ApiExtension(RIGHT_EXTENSION, options.right),
    ApiExtraModels(ProblemResponse),
    ...problemResponses([...codes]),
    ...(options.right === 'public' ? [] : [ApiBearerAuth()]),
  );
}
