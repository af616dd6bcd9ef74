import { type Checked, type FieldFaultCode, type FieldFaultFacts } from '../../platform/problem/field-fault';
import { type FieldError, pointerTo, ValidationFailed } from '../../platform/problem/validation-failed';

export type Path = readonly string[];

/** An object somebody sent: nothing is known of its members. */
export type JsonObject = Readonly<Record<string, unknown>>;

// A body can hold thousands of members nobody asked for. Naming the first ones is help enough.
const MOST_UNKNOWN_FIELDS = 50;

/** Everything that is wrong with a body, to be told at once. */
export class Faults {
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

  /** `value` as an object; members other than `allowed` are noted, and so is anything else than an object. */
  object(path: Path, value: unknown, allowed: readonly string[]): JsonObject | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.add(path, value === undefined ? 'required' : 'not-an-object');
      return undefined;
    }
    const unknown = Object.keys(value).filter((key) => !allowed.includes(key));
    for (const key of unknown.slice(0, MOST_UNKNOWN_FIELDS)) {
      this.add([...path, key], 'unknown-field');
    }
    return value as JsonObject;
  }

  text(path: Path, value: unknown): string | undefined {
    if (typeof value === 'string') {
      return value;
    }
    this.add(path, value === undefined || value === null ? 'required' : 'not-a-string');
    return undefined;
  }

  /** Throws `validation-failed` when anything has been noted. */
  throwIfAny(): void {
    if (this.errors.length > 0) {
      throw new ValidationFailed(this.errors);
    }
  }
}
