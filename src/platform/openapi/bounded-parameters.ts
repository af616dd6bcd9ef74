import { type OpenAPIObject } from '@nestjs/swagger';
import { LONGEST_ADDRESS, LONGEST_PATH_PARAMETER, MOST_OF_HEADERS_IN_BYTES } from '../http/limits';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Parameter = NonNullable<Operation['parameters']>[number];

const LONGEST = { path: LONGEST_PATH_PARAMETER, query: LONGEST_ADDRESS, header: MOST_OF_HEADERS_IN_BYTES };
const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;

/**
 * Says of every text in a path, query or header how long it can be at the most, where its operation says nothing narrower: whatever
 * is longer never gets to the operation. Also that a parameter of which nothing is said is a text.
 */
export function boundParameters(document: OpenAPIObject): OpenAPIObject {
  for (const item of Object.values(document.paths)) {
    for (const method of METHODS) {
      for (const parameter of item[method]?.parameters ?? []) {
        bound(parameter);
      }
    }
  }
  return document;
}

function bound(parameter: Parameter): void {
  const schema = plainSchemaOf(parameter);
  if (schema === null || '$ref' in parameter) {
    return;
  }
  schema.type ??= 'string';
  if (schema.type === 'string') {
    schema.maxLength ??= parameter.in === 'cookie' ? LONGEST.header : LONGEST[parameter.in];
  }
}

/** The schema of a parameter, unless it says by other means what there is to choose from. */
function plainSchemaOf(parameter: Parameter) {
  const schema = '$ref' in parameter ? undefined : parameter.schema;
  return schema === undefined || '$ref' in schema || schema.allOf !== undefined || schema.enum !== undefined ? null : schema;
}
