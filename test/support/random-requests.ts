import fc from 'fast-check';
import { type Sending } from './api';
import { anyText, valuesOf } from './arbitrary-from-schema';
import { type NamedOperation, type Parameter } from './openapi-document';

export interface RandomRequest {
  readonly path: string;
  readonly sending: Sending;
}

/** What the requests are made of, besides the document. */
export interface Surroundings {
  readonly document: object;
  readonly site: string;
  /** Values that exist, by the name of the parameter or member that they are for. */
  readonly known: Readonly<Record<string, readonly string[]>>;
}

/** Requests for an operation: half of them as its schemas have it, half with anything anywhere. */
export function requestsFor(named: NamedOperation, surroundings: Surroundings): fc.Arbitrary<RandomRequest> {
  return fc.oneof(requests(named, surroundings, false), requests(named, surroundings, true));
}

function requests(named: NamedOperation, surroundings: Surroundings, isWild: boolean): fc.Arbitrary<RandomRequest> {
  const making = { document: surroundings.document, known: surroundings.known, isWild };
  const parameters = (where: Parameter['in']): Parameter[] =>
    (named.operation.parameters ?? []).filter((each) => each.in === where);
  const values = (where: Parameter['in']): fc.Arbitrary<Record<string, unknown>> => {
    const all = parameters(where).map((each) => [each.name, valuesOf(withExample(each), making, each.name)] as const);
    const needed = parameters(where).filter(({ required }) => required === true || where === 'path');
    return fc.record(Object.fromEntries(all), { requiredKeys: isWild && where !== 'path' ? [] : needed.map(({ name }) => name) });
  };
  const strange = isWild ? fc.dictionary(anyText, anyText, { maxKeys: 1 }) : fc.constant({});
  return fc
    .tuple(values('path'), values('query'), strange, values('header'), bodies(named, making))
    .map(([path, query, more, headers, body]) => ({
      path:
        inPath(named.path, { ...path, ...(!isWild && { site: surroundings.site }) }, surroundings.site) +
        inQuery({ ...query, ...more }),
      sending: { ...body, headers: { ...body.headers, ...inHeaders(headers) } },
    }));
}

const withExample = ({ schema, example }: Parameter) => ({ ...schema, ...(example !== undefined && { example }) });

function bodies({ operation }: NamedOperation, making: Parameters<typeof valuesOf>[1]): fc.Arbitrary<Sending> {
  const contents = Object.entries(operation.requestBody?.content ?? {});
  if (contents.length === 0) return fc.constant({});
  const asTheySay = contents.map(([type, { schema }]) =>
    valuesOf(schema, making).map((value): Sending => ({ raw: inWriting(type, value), headers: { 'content-type': type } })),
  );
  if (!making.isWild) return fc.oneof(...asTheySay);
  const noJson = anyText.map((text): Sending => ({ raw: text.toWellFormed(), headers: { 'content-type': 'application/json' } }));
  const odd = fc.constantFrom<Sending>({}, { raw: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  return fc.oneof(
    ...asTheySay.map((arbitrary) => ({ weight: 8, arbitrary })),
    { weight: 1, arbitrary: noJson },
    { weight: 1, arbitrary: odd },
  );
}

/** NDJSON has a line an item: of the one list that the body has. */
function inWriting(type: string, value: unknown): string {
  if (type !== 'application/x-ndjson') return inJson(value);
  const [list]: unknown[] = Object.values(Object(value) as object);
  return (Array.isArray(list) ? list : [value]).map(inJson).join('\n');
}

/** Empty for what JSON has no word for. */
const inJson = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value));

function inPath(template: string, values: Record<string, unknown>, site: string): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const text = inText(name === 'site' && values[name] === undefined ? site : values[name]).toWellFormed();
    // A client makes nothing of these but another path.
    return /^\.{0,2}$/.test(text) ? 'x' : encodeURIComponent(text);
  });
}

function inQuery(values: Record<string, unknown>): string {
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map(
      (each) => `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(inText(each).toWellFormed())}`,
    ),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** What cannot be written in a header is left out: no client would send it. */
function inHeaders(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      inText(value)
        .replace(/[^\x20-\x7e\xa0-\xff]/g, '')
        .trim(),
    ]),
  );
}

const inText = (value: unknown): string => (typeof value === 'string' ? value : inJson(value));
