import { changesBetween, type Occurrence } from '../site-history';
import { type Decision } from './domain/decision';

/** What the history of the site tells of a decision: no words of the reviewer, which may name somebody. */
export function decisionTold({ notifyByEmail, reconsider, reason }: Decision): NonNullable<Occurrence['changes']> {
  return changesBetween({}, { notifyByEmail, reconsider, reasonKey: reason?.key ?? null });
}
