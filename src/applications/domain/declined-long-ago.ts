import { type ApplicationStatus } from './application-lifecycle';

/** Whether it was declined at `until` or earlier, and has not been reconsidered since. */
export function isDeclinedUntil(
  { status, decidedAt }: { readonly status: ApplicationStatus; readonly decidedAt: Date | null },
  until: Date,
): boolean {
  return status === 'not_approved' && decidedAt !== null && decidedAt <= until;
}
