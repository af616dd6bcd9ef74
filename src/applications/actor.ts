import { type ActorKind } from './application-history.entity';

/** Who causes a move, and by which request. */
export interface Actor {
  readonly kind: ActorKind;
  readonly id: string | null;
  readonly requestId: string | null;
}

export const byApplicant = (requestId: string): Actor => ({ kind: 'applicant', id: null, requestId });

export const byStaff = (id: string, requestId: string): Actor => ({ kind: 'staff', id, requestId });

/** The service itself, on nobody's behalf. */
export const byTheService: Actor = { kind: 'system', id: null, requestId: null };
