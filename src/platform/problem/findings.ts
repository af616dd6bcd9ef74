import { type Checked, type FieldFaultCode, type FieldFaultFacts } from './field-fault';
import { type FieldError, pointerTo, ValidationFailed } from './validation-failed';

export type Path = readonly string[];

/** An object somebody sent: nothing is known of its members. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// A body can hold thousands of members nobody asked for. Naming the first ones is help enough.
const MOST_UNKNOWN_FIELDS = 50;

/** Gathers everything that is wrong with a body, so that it is told at once. Reads values of any shape, and never throws meanwhile. */
export class Findings {
  private readonly errors: FieldError[] = [];

  add(path: Path, code: FieldFaultCode, facts?: FieldFaultFacts): void {
    this.errors.push({ pointer: pointerTo(path), fault: facts === undefined ? { code } : { code, facts } });
  }

  /** The accepted value; or undefined, and the reason is noted. */
  take<T>(path: Path, checked: Checked<T>): T | undefined {
    if (checked.ok) {
      return checked.value;
    }
    this.add(path, checked.fault.code, checked.fault.facts);
    return undefined;
  }

  /** `value` as an object with no members but `allowed`, or with any when that is left out; or undefined, and noted. */
  object(path: Path, value: unknown, allowed?: readonly string[]): JsonObject | undefined {
    if (!isJsonObject(value)) {
      this.add(path, value === undefined ? 'required' : 'not-an-object');
      return undefined;
    }
    if (allowed !== undefined) {
      this.refuseOthers(path, value, allowed);
    }
    return value;
  }

  /** Notes every member of `object` that is not `allowed`. */
  refuseOthers(path: Path, object: JsonObject, allowed: readonly string[]): void {
    const unknown = Object.keys(object).filter((key) => object[key] !== undefined && !allowed.includes(key));
    for (const key of unknown.slice(0, MOST_UNKNOWN_FIELDS)) {
      this.add([...path, key], 'unknown-field');
    }
  }

  /** `value` as a text; or undefined, and noted. Null is no text: who takes it for left out says so, `value ?? undefined`. */
  text(path: Path, value: unknown): string | undefined {
    if (typeof value !== 'string') {
      this.add(path, value === undefined ? 'required' : 'not-a-string');
      return undefined;
    }
    return value;
  }

  /** As {@link text}, of a switch. */
  boolean(path: Path, value: unknown): boolean | undefined {
    if (typeof value !== 'boolean') {
      this.add(path, value === undefined ? 'required' : 'not-a-boolean');
      return undefined;
    }
    return value;
  }

  /** Throws `validation-failed` when anything has been noted. */
  throwIfAny(): void {
    if (this.errors.length > 0) {
      throw new ValidationFailed(this.errors);
    }
  }
}
