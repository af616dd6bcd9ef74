export type HistoryActorKind = 'staff' | 'api-key' | 'system';

/** Who does something, from where, and by which request. */
export interface HistoryActor {
  readonly kind: HistoryActorKind;
  readonly id: string | null;
  /** Kept as it is now: the history is to be read when the person is long gone. */
  readonly name: string | null;
  /** Of the client, as the proxies that are trusted tell it. */
  readonly address: string | null;
  readonly requestId: string | null;
}

/** The service itself, on nobody's behalf. */
export const THE_SERVICE: HistoryActor = { kind: 'system', id: null, name: null, address: null, requestId: null };

/** Whoever has the command line: it knows no names. */
export const THE_COMMAND_LINE: HistoryActor = { kind: 'system', id: null, name: 'command line', address: null, requestId: null };

/** Stands where an id of somebody on the staff has to, and nobody on the staff did it: on the command line. Nobody ever has it. */
export const NOBODY_ON_THE_STAFF = '00000000-0000-0000-0000-000000000000';

/** Whoever asks: a member of staff, or an API key. */
export function memberOfStaff({ staffId, name, requestId, address, scopes }: StaffOnRequest): HistoryActor {
  return { kind: scopes === undefined ? 'staff' : 'api-key', id: staffId, name, address, requestId };
}

/**
 * As {@link memberOfStaff}, for what is done to an application. Clients may
 * choose the id of a request, and could have named the applicant in it: as no
 * entry is ever changed, not even by an erasure, it is left out.
 */
export function deskStaff(access: StaffOnRequest): HistoryActor {
  return { ...memberOfStaff(access), requestId: null };
}

interface StaffOnRequest {
  readonly staffId: string;
  readonly name: string;
  readonly requestId: string;
  readonly address: string | null;
  /** Only API keys have scopes. */
  readonly scopes?: readonly string[];
}
