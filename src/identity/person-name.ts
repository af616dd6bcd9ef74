import { type Checked } from '../platform/problem/field-fault';
import { checkLine } from './plain-text';

export const NAME_LENGTH = { minimum: 1, maximum: 50 } as const;
export const DISPLAY_NAME_LENGTH = { minimum: 3, maximum: 50 } as const;
export const AFFILIATION_LENGTH = { minimum: 1, maximum: 100 } as const;

/** What the administrators read to decide: 1 to 50 characters. */
export function checkName(raw: string): Checked<string> {
  return checkLine(raw, NAME_LENGTH);
}

/** What the other members see: 3 to 50 characters. */
export function checkDisplayName(raw: string): Checked<string> {
  return checkLine(raw, DISPLAY_NAME_LENGTH);
}

/** A department or position: 1 to 100 characters. */
export function checkAffiliation(raw: string): Checked<string> {
  return checkLine(raw, AFFILIATION_LENGTH);
}
