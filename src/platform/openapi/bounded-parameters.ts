import { type OpenAPIObject } from '@nestjs/swagger';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Parameter = NonNullable<Operation['parameters']>[number];

/** Node.js reads no more than this of a request before its body (`--max-http-header-size`): address and headers together. */
const LONGEST_HEAD = 16 * 1024;
const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;

/**
 * Says of every text in a path, query or header how long it can be at the most, where its operation says nothing narrower: whatever
 * is longer never gets to the operation. Also that a parameter of which nothing is said is a text.
 *
 * @param longestInPath of one part of a path, as it is written there
 */
export function boundParameters(document: OpenAPIObject, longestInPath: number): OpenAPIObject {
  for (const item of Object.values(document.paths)) {
    for (const method of METHODS) {
      for (const parameter of item[method]?.parameters ?? []) {
        bound(parameter, longestInPath);
      }
    }
  }
  return document;
}

function bound(parameter: Parameter, longestInPath: number): void {
  if ('$ref' in parameter || parameter.schema === undefined || '$ref' in parameter.schema) {
    return;
  }
  const { schema } = parameter;
  if (schema.allOf !== undefined || schema.enum !== undefined) {
    return;
  }
  schema.type ??= 'string';
  if (schema.type === 'string') {
    schema.maxLength ??= parameter.in === 'path' ? longestInPath : LONGEST_HEAD;
  }
}
