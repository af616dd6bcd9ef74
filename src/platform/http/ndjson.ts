import { ValidationFailed } from '../problem/validation-failed';
import { parseStrictJson, refuseTooManyValues } from './strict-json';

/** What an operation says of the NDJSON it takes; see {@link parseNdjson}. */
export interface NdjsonConfig {
  readonly ndjson?: {
    /** The member of the JSON body that the lines stand for. */
    readonly member: string;
    readonly mostLines: number;
  };
}

const LINE_FEED = 0x0a;
const WHITE_SPACE = [0x20, 0x09, 0x0d];

/**
 * Parses one JSON text a line, each as strictly as a whole body, into the body
 * that JSON would have been: `{ [member]: lines }`. Blank lines are passed over.
 *
 * Throws MalformedJson naming the line. Reads no further than the lines that
 * the operation takes: a body of nothing but tiny lines must not cost more than
 * its bytes.
 */
export function parseNdjson(body: Buffer, { member, mostLines }: Required<NdjsonConfig>['ndjson']): Record<string, unknown[]> {
  refuseTooManyValues(body, 'The body');
  const values: unknown[] = [];
  let number = 0;
  for (let start = 0; start < body.length;) {
    const feed = body.indexOf(LINE_FEED, start);
    const line = body.subarray(start, feed === -1 ? body.length : feed);
    start += line.length + 1;
    number += 1;
    if (line.every((byte) => WHITE_SPACE.includes(byte))) {
      continue;
    }
    if (values.length === mostLines) {
      throw new ValidationFailed([{ pointer: `#/${member}`, fault: { code: 'too-many', facts: { maximum: mostLines } } }]);
    }
    values.push(parseStrictJson(line, `Line ${number}`));
  }
  return { [member]: values };
}
