import { type FilterInput } from './read-filter';

// What can be nobody's name, address or login ID, whatever was typed.
const HARMLESS: readonly string[] = ['status', 'appliedFrom', 'appliedTo', 'mailState'] satisfies (keyof FilterInput)[];

/** Which filters somebody used, for others to read later: with values only where they are nothing of a person. */
export function filtersTold(input: FilterInput): string[] {
  return Object.entries(input)
    .filter(([, value]) => String(value ?? '').trim() !== '')
    .map(([field, value]) => (HARMLESS.includes(field) ? `${field}=${String(value)}` : field));
}
