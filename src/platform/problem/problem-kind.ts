export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** For whoever writes a client: when it happens and what to do. */
  readonly meaning: string;
}
