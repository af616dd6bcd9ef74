export type HistoryActorKind = 'staff' | 'api-key' | 'system';

/** Who changed something, and by which request. */
export interface HistoryActor {
  readonly kind: HistoryActorKind;
  readonly id: string | null;
  /** Kept as it is now: the history is to be read when the person is long gone. */
  readonly name: string | null;
  readonly requestId: string | null;
}

/** The service itself, on nobody's behalf. */
export const THE_SERVICE: HistoryActor = { kind: 'system', id: null, name: null, requestId: null };

/** Whoever asks: a member of staff, or an API key. */
export function memberOfStaff({ staffId, name, requestId, scopes }: StaffOnRequest): HistoryActor {
  return { kind: scopes === undefined ? 'staff' : 'api-key', id: staffId, name, requestId };
}

interface StaffOnRequest {
  readonly staffId: string;
  readonly name: string;
  readonly requestId: string;
  /** Only API keys have scopes. */
  readonly scopes?: readonly string[];
}
