interface Life {
  readonly stoppedAt: Date | null;
  readonly endsAt: Date | null;
}

/** Whether a sign-up URL takes applications: nobody has stopped it, and its end has not come. */
export function isLive({ stoppedAt, endsAt }: Life, now: Date): boolean {
  return stoppedAt === null && (endsAt === null || endsAt > now);
}
