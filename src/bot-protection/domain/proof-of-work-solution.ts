import { isJsonObject, type JsonObject } from '../../platform/problem/findings';

/** What is signed of a challenge: all of it but `expiresAt`. */
export interface SignedParameters {
  readonly algorithm: string;
  readonly nonce: string;
  readonly salt: string;
  readonly cost: number;
  readonly keyLength: number;
  readonly keyPrefix: string;
  readonly keySignature: string;
  readonly data: { readonly expires: number };
}

export interface ReadSolution {
  readonly parameters: SignedParameters;
  readonly signature: string;
  readonly solution: { readonly counter: number; readonly derivedKey: string };
}

const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
const LONGEST_TEXT = 200;

/**
 * What ALTCHA's widget makes of a challenge, base64 of JSON: the challenge, and
 * the solution. Null for anything else, whatever it is. Only members that we
 * sign are taken, so that what is looked at afterwards is small and flat.
 */
export function readSolution(answer: string): ReadSolution | null {
  const sent = BASE64.test(answer) ? parse(Buffer.from(answer, 'base64').toString('utf8')) : null;
  const challenge = memberOf(sent, 'challenge');
  const parameters = memberOf(challenge, 'parameters');
  const data = memberOf(parameters, 'data');
  const solution = memberOf(sent, 'solution');
  if (challenge === null || parameters === null || data === null || solution === null) {
    return null;
  }
  const { algorithm, nonce, salt, cost, keyLength, keyPrefix, keySignature } = parameters;
  const { signature } = challenge;
  const { expires } = data;
  const { counter, derivedKey } = solution;
  const texts = [algorithm, nonce, salt, keyPrefix, keySignature, signature, derivedKey];
  if (!texts.every(isShortText) || ![cost, keyLength, expires, counter].every(Number.isSafeInteger)) {
    return null;
  }
  return {
    parameters: { algorithm, nonce, salt, cost, keyLength, keyPrefix, keySignature, data: { expires } },
    signature,
    solution: { counter, derivedKey },
  } as ReadSolution;
}

function memberOf(object: JsonObject | null, key: string): JsonObject | null {
  const member = object !== null && Object.hasOwn(object, key) ? object[key] : null;
  return isJsonObject(member) ? member : null;
}

function parse(json: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(json);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isShortText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= LONGEST_TEXT;
}
