import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { type Answer } from './api';

/** As much of JSON Schema as the document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly default?: unknown;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly example?: unknown;
  readonly schema?: Schema;
}
export interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  security?: object[];
  parameters?: Parameter[];
  /** What its caller needs: a row of the rights table, or `public`. */
  'x-matricula-right'?: string;
  requestBody?: { content?: Record<string, MediaType> };
  responses?: Record<string, { description?: string; content?: Record<string, MediaType> }>;
}
interface MediaType {
  schema?: Schema;
  example?: unknown;
  examples?: Record<string, unknown>;
}
export interface NamedOperation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The served OpenAPI document, asked about itself and about live answers. */
export class OpenApiDocument {
  readonly operations: readonly NamedOperation[];
  private readonly ajv: Ajv2020;
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(
    readonly document: Record<string, unknown> & { openapi: string; paths: Record<string, Record<string, Operation>> },
  ) {
    this.operations = Object.entries(document.paths).flatMap(([path, item]) =>
      METHODS.flatMap((method) => {
        const operation = item[method];
        return operation === undefined ? [] : [{ name: `${method.toUpperCase()} ${path}`, method, path, operation }];
      }),
    );
    this.ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats(this.ajv);
    this.ajv.addSchema(closed(document), 'openapi.json');
  }

  /** The operation that a live answer came from. */
  operationOf(answer: Answer): NamedOperation | undefined {
    const asked = pathOf(answer);
    const fits = ({ path: template }: NamedOperation): boolean =>
      new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`).test(asked);
    return this.operations
      .filter((operation) => operation.method === answer.method.toLowerCase() && fits(operation))
      .sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0];
  }

  /** How a live answer differs from what the document says of it, in words; undefined when it does not. */
  faultOf(answer: Answer): string | undefined {
    const found = this.operationOf(answer);
    if (found === undefined) return `${answer.method} ${pathOf(answer)} is not documented`;
    const { status, text } = answer;
    const response = found.operation.responses?.[String(status)];
    if (response === undefined) return `${found.name} does not document ${status}`;
    if (text === '') return undefined;
    if (response.content?.[mediaTypeOf(answer)] === undefined) {
      return `${found.name} ${status} does not document ${mediaTypeOf(answer)}`;
    }
    return this.undocumentedCode(found, answer) ?? this.schemaFault(found, answer);
  }

  private undocumentedCode({ name, operation }: NamedOperation, { status, body }: Answer): string | undefined {
    const code = (body as { code?: string } | undefined)?.code;
    if (status < 400 || code === undefined) return undefined;
    // The code must be read in that response: as an example, in the schema or in the description.
    const documented = JSON.stringify(operation.responses?.[String(status)]);
    return new RegExp(`\\b${code}\\b`).test(documented) ? undefined : `${name} ${status} does not name the problem ${code}`;
  }

  private schemaFault({ name, method, path }: NamedOperation, answer: Answer): string | undefined {
    if (!/[/+]json$/.test(mediaTypeOf(answer))) return undefined;
    const escape = (key: string): string => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
    const keys = ['paths', path, method, 'responses', String(answer.status), 'content', mediaTypeOf(answer), 'schema'];
    const pointer = keys.map(escape).join('/');
    const validate = this.validators.get(pointer) ?? this.ajv.compile({ $ref: `openapi.json#/${pointer}` });
    this.validators.set(pointer, validate);
    if (validate(answer.body)) return undefined;
    const faults = (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
    );
    return `${name} ${answer.status}: ${faults.join('; ')}`;
  }
}

const pathOf = ({ path }: Answer): string => path.replace(/\?.*/, '');
const mediaTypeOf = ({ headers }: Answer): string => (headers.get('content-type') ?? '').split(';')[0] ?? '';

/**
 * The document with every object schema closed, so that a member nobody
 * documented shows. Problems stay open, RFC 9457 lets them carry more; and so
 * do the parts of an `allOf`, none of which is the whole.
 */
function closed<T>(node: T, key = ''): T {
  if (Array.isArray(node)) return node.map((inner) => closed<unknown>(inner, key)) as T;
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([name, inner]) => [name, closed<unknown>(inner, name)]));
  return (isOpenObject(copy) && !/^allOf$|problem/i.test(key) ? { ...copy, additionalProperties: false } : copy) as T;
}

const isOpenObject = (schema: Record<string, unknown>): boolean =>
  schema['type'] === 'object' && 'properties' in schema && !('additionalProperties' in schema);
