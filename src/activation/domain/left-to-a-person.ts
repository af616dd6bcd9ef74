/** What decides whether the service may approve by itself, as it is at the moment of activation. */
export interface ByItself {
  readonly autoApprove: boolean;
  /** What speaks against the application: names of reasons. */
  readonly concerns: readonly string[];
}

/** Whether a person decides on an application that has just been activated: where the site wants it so, and where anything speaks against it. */
export function isLeftToAPerson({ autoApprove, concerns }: ByItself): boolean {
  return !autoApprove || concerns.length > 0;
}
