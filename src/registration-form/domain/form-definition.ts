import { BUILT_IN_KEYS, type BuiltInField, type BuiltInKey, type FormField, INDISPENSABLE, isBuiltIn } from './form-field';

/** What a site asks, in its order: every built-in field, used or not, and the site's own. */
export type FormDefinition = readonly FormField[];

/** A built-in field as it is where nobody has said anything about it. */
export function usualField(key: BuiltInKey): BuiltInField {
  const isUsed = INDISPENSABLE.has(key);
  return { type: 'built-in', key, used: isUsed, required: isUsed, label: {}, description: {} };
}

/** The form of a site that has not made one: what nobody can become a member without. */
export const DEFAULT_DEFINITION: FormDefinition = BUILT_IN_KEYS.map(usualField);

/**
 * The fields of `definition` that are asked. Whether there is a login ID is
 * for the registration settings to say, whatever the form wishes.
 */
export function fieldsInUse(
  definition: FormDefinition,
  { usesLoginId }: { readonly usesLoginId: boolean },
): readonly FormField[] {
  return definition
    .map((field) =>
      field.key === 'loginId' && isBuiltIn(field) ? { ...field, used: usesLoginId, required: usesLoginId } : field,
    )
    .filter((field) => !isBuiltIn(field) || field.used);
}

/** Something that needs a field's value: a variable in a mail template. */
export interface FieldUse {
  readonly variable: string;
  readonly template: string;
}

/** The first of `uses` that would find its field gone, if `after` took the place of `before`. */
export function findOrphan(
  before: readonly FormField[],
  after: readonly FormField[],
  uses: readonly FieldUse[],
): { readonly field: string; readonly template: string } | null {
  const kept = new Set(after.map(variableOf));
  const gone = new Map(before.filter((field) => !kept.has(variableOf(field))).map((field) => [variableOf(field), field.key]));
  const use = uses.find(({ variable }) => gone.has(variable));
  return use === undefined ? null : { field: gone.get(use.variable) ?? '', template: use.template };
}

/** What a template calls the value of a field. */
function variableOf(field: FormField): string {
  return isBuiltIn(field) ? field.key : `answers.${field.key}`;
}
