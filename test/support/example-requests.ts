import { type NamedOperation, type Parameter, type Schema } from './openapi-document';

const NOTHING_HAS_THIS_ID = '0198c0de-0000-7000-8000-000000000000';

/** The path of an operation on a site, every other parameter as the document's example or first choice has it, else an id of nothing. */
export function filledPath({ path, operation }: NamedOperation, site: string): string {
  return path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const parameter = operation.parameters?.find((each) => each.in === 'path' && each.name === name);
    return encodeURIComponent(name === 'site' ? site : exampleOf(parameter));
  });
}

function exampleOf(parameter: Parameter | undefined): string {
  const { example: ofSchema, enum: choices = [] } = parameter?.schema ?? {};
  const example = [parameter?.example, ofSchema, ...choices].find((each) => typeof each === 'string');
  return typeof example === 'string' ? example : NOTHING_HAS_THIS_ID;
}

/** A body of an operation: its own example, or every example of its members; undefined for one that takes none. */
export function exampleBody({ operation }: NamedOperation, document: object): unknown {
  const media = operation.requestBody?.content?.['application/json'];
  if (media === undefined) return undefined;
  const [named] = Object.values(media.examples ?? {}) as { value?: unknown }[];
  return media.example ?? named?.value ?? exampleOfSchema(media.schema, document);
}

function exampleOfSchema(schema: Schema | undefined, document: object): unknown {
  if (schema?.example !== undefined) return schema.example;
  const inner = schema === undefined ? undefined : innerOf(schema, document);
  if (inner !== undefined) return exampleOfSchema(inner, document);
  return schema?.properties === undefined ? firstChoice(schema) : examplesOfMembers(schema.properties, document);
}

function examplesOfMembers(properties: Readonly<Record<string, Schema>>, document: object): object {
  const members = Object.entries(properties).map(([name, member]) => [name, exampleOfSchema(member, document)] as const);
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

const firstChoice = (schema: Schema | undefined): unknown => [...(schema?.enum ?? []), schema?.default][0];

function innerOf({ $ref, allOf = [], anyOf = [], oneOf = [] }: Schema, document: object): Schema | undefined {
  return $ref === undefined ? [...allOf, ...anyOf, ...oneOf][0] : resolved($ref, document);
}

/** What a `#/…` reference of the document points to. */
export function resolved(reference: string, document: object): Schema {
  const keys = reference.replace(/^#\//, '').split('/');
  return keys.reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document) as Schema;
}
