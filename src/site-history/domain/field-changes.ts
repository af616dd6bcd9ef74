/** What can stand in the history: small, and nothing secret. What is long is named by its version. */
export type HistoryValue = string | number | boolean | null | readonly string[];

export interface FieldChange {
  readonly field: string;
  /** Null also where there was nothing before. */
  readonly from: HistoryValue;
  readonly to: HistoryValue;
}

export type HistoryFields = Readonly<Record<string, HistoryValue>>;

/** The fields that really differ, in the order of `after`. Without `before` everything is new. */
export function changesBetween(before: HistoryFields, after: HistoryFields): FieldChange[] {
  const known = new Map(Object.entries(before));
  return Object.entries(after)
    .map(([field, to]): FieldChange => ({ field, from: known.get(field) ?? null, to }))
    .filter(({ from, to }) => !isSame(from, to));
}

function isSame(one: HistoryValue, other: HistoryValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
