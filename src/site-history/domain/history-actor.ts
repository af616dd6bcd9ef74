export type HistoryActorKind = 'staff' | 'system';

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

export function memberOfStaff({ staffId, name, requestId }: StaffOnRequest): HistoryActor {
  return { kind: 'staff', id: staffId, name, requestId };
}

interface StaffOnRequest {
  readonly staffId: string;
  readonly name: string;
  readonly requestId: string;
}
