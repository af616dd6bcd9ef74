/** How every command ends. What is told to people stands on standard output, why something was not done on standard error. */
export const EXIT = {
  done: 0,
  /** Refused, or failed; for `doctor`: there is a problem. */
  notDone: 1,
  /** Unknown command or option, or one that is missing. */
  notUnderstood: 2,
} as const;
