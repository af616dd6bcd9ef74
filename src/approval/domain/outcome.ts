import { type DecisionKind } from './decision';

/** What became of one application that somebody wanted to decide on. Names never change their meaning. */
const OUTCOMES = [
  'approved',
  'declined',
  'repeated',
  'not_found',
  'already_decided',
  'not_activated',
  'claims_taken',
  'group_full',
] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** How many had each outcome. */
export type Summary = Readonly<Record<Outcome, number>>;

export const NONE_YET = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Summary;

export const DONE: Readonly<Record<DecisionKind, Outcome>> = { approve: 'approved', decline: 'declined' };

export function countedIn(summary: Summary, outcomes: readonly Outcome[]): Summary {
  const counts = { ...NONE_YET, ...summary };
  for (const outcome of outcomes) {
    counts[outcome] += 1;
  }
  return counts;
}

/** The outcomes that there were, with their numbers. */
export function told(summary: Summary): Partial<Summary> {
  return Object.fromEntries(Object.entries(summary).filter(([, count]) => count > 0));
}
