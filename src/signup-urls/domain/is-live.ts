/** Whether a sign-up URL takes applications at `now`. */
export function isLive(
  { stoppedAt, endsAt }: { readonly stoppedAt: Date | null; readonly endsAt: Date | null },
  now: Date,
): boolean {
  return stoppedAt === null && (endsAt === null || endsAt.getTime() > now.getTime());
}
