import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { type FieldFault } from '../problem/field-fault';
import { type FieldError, pointerTo, ValidationFailed } from '../problem/validation-failed';

// What class-validator calls a constraint, in our words. Facts come from the decorator's context.
const FAULTS: Readonly<Record<string, FieldFault['code']>> = {
  whitelistValidation: 'unknown-field',
  isDefined: 'required',
  isString: 'not-a-string',
  isBoolean: 'not-a-boolean',
  isInt: 'not-an-integer',
  isObject: 'not-an-object',
  isArray: 'not-an-array',
  isIn: 'not-one-of',
  isEnum: 'not-one-of',
  min: 'out-of-range',
  max: 'out-of-range',
  arrayMinSize: 'too-few',
  arrayMaxSize: 'too-many',
  minLength: 'too-short',
  maxLength: 'too-long',
  matches: 'invalid-characters',
};

/**
 * Checks the form of every request against its DTO: types, presence, no unknown
 * fields. What the values mean is for the rules of the domain.
 */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: false,
    exceptionFactory: (errors) => new ValidationFailed(errors.flatMap((error) => fieldErrorsOf(error, []))),
  });
}

function fieldErrorsOf(error: ValidationError, parents: readonly string[]): FieldError[] {
  const path = [...parents, error.property];
  const constraint = Object.keys(error.constraints ?? {})
    .sort((a, b) => rank(a) - rank(b))
    .at(0);
  const own: FieldError[] = constraint === undefined ? [] : [{ pointer: pointerTo(path), fault: faultOf(error, constraint) }];
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrorsOf(child, path))];
}

// One fault a field: that it is missing, or of another type, comes before what follows from it.
function rank(constraint: string): number {
  const order = ['whitelistValidation', 'isDefined', 'isString', 'isBoolean', 'isInt', 'isObject', 'isArray'];
  const position = order.indexOf(constraint);
  return position === -1 ? order.length : position;
}

function faultOf(error: ValidationError, constraint: string): FieldFault {
  if (constraint !== 'whitelistValidation' && (error.value === undefined || error.value === null)) {
    return { code: 'required' };
  }
  const facts = (error.contexts as Record<string, FieldFault['facts']> | undefined)?.[constraint];
  const code = FAULTS[constraint] ?? 'invalid-characters';
  return facts === undefined ? { code } : { code, facts };
}
