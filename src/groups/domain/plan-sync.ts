import { type FieldFault } from '../../platform/problem/field-fault';
import { type FieldError, pointerTo } from '../../platform/problem/validation-failed';
import { DEEPEST_GROUP, depthsOf, groupsOnCircles, type Parents } from './group-tree';
import { type ReadGroup, type WantedGroup } from './wanted-group';

/** A group that is there. */
export interface KnownGroup {
  readonly id: string;
  readonly lmsId: string;
  readonly name: string;
  readonly code: string | null;
  readonly parentId: string | null;
  readonly memberLimit: number | null;
  readonly archived: boolean;
}

export interface GroupChange {
  readonly field: Exclude<keyof WantedGroup, 'lmsId'>;
  readonly from: string | number | boolean | null;
  readonly to: string | number | boolean | null;
}

/** A group that is to be as the LMS wants it. */
export interface AcceptedGroup {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'archived' | 'restored';
  readonly lmsId: string;
  readonly wanted: WantedGroup;
  /** What is there now; null: nothing. */
  readonly known: KnownGroup | null;
  /** What really changes. */
  readonly changes: readonly GroupChange[];
}

/** A group that stays as it is, if it is there at all. */
interface RefusedGroup {
  readonly outcome: 'refused';
  readonly lmsId: string | null;
  readonly errors: readonly FieldError[];
}

export type PlannedGroup = AcceptedGroup | RefusedGroup;

export const SYNC_OUTCOMES = ['created', 'updated', 'unchanged', 'archived', 'restored', 'refused'] as const;

export type SyncOutcome = (typeof SYNC_OUTCOMES)[number];

const MEMBERS = ['name', 'code', 'parentLmsId', 'memberLimit', 'archived'] as const;

/**
 * What a list of wanted groups means for those that are there, in the order of
 * the list. Each group is taken or refused for itself; a parent may stand
 * anywhere in the list, or be there already. In one list the first of two with
 * the same LMS id counts.
 *
 * What is taken never makes a circle or a chain longer than 20, whoever else
 * is refused: a refused group stays where it is, and one that is not there
 * takes those who wanted to be below it along. Which groups are refused does
 * not depend on their order; taking the same list again changes nothing and
 * refuses the same.
 *
 * `known` has to hold the wanted groups, the parents they name, every group
 * above either, and every group below one that moves.
 */
export function planSync(known: readonly KnownGroup[], items: readonly ReadGroup[]): PlannedGroup[] {
  return new SyncPlan(known, items).make();
}

/** The ids of groups in `known` that `items` want below another parent than they have. */
export function groupsToMove(known: readonly KnownGroup[], items: readonly ReadGroup[]): string[] {
  const { byLmsId, parentOf } = indexed(known);
  return items.flatMap(({ wanted }) => {
    const group = wanted === null ? undefined : byLmsId.get(wanted.lmsId);
    const moves = group !== undefined && wanted?.parentLmsId !== null && wanted?.parentLmsId !== parentOf(group);
    return moves ? [group.id] : [];
  });
}

interface Known {
  readonly byLmsId: ReadonlyMap<string, KnownGroup>;
  readonly parentOf: (group: KnownGroup) => string | null;
}

function indexed(known: readonly KnownGroup[]): Known {
  const lmsIds = new Map(known.map(({ id, lmsId }) => [id, lmsId]));
  const parents = new Map(known.map(({ lmsId, parentId }) => [lmsId, lmsIds.get(parentId ?? '') ?? null]));
  // No circle can have come from here. One that is there all the same is undone, rather than walked for ever.
  groupsOnCircles(parents).forEach((lmsId) => parents.set(lmsId, null));
  return {
    byLmsId: new Map(known.map((group) => [group.lmsId, group])),
    parentOf: ({ lmsId }) => parents.get(lmsId) ?? null,
  };
}

class SyncPlan {
  private readonly known: Known;
  /** Still to be taken, by LMS id. */
  private readonly accepted = new Map<string, WantedGroup>();
  private readonly wantedBelow = new Map<string, WantedGroup[]>();
  /** Why a group was refused that could be read. */
  private readonly faults = new Map<string, FieldFault>();
  private readonly requested = new Set<string>();
  private readonly firsts: readonly boolean[];

  constructor(
    private readonly there: readonly KnownGroup[],
    private readonly items: readonly ReadGroup[],
  ) {
    this.known = indexed(there);
    this.firsts = items.map((item) => this.enter(item));
  }

  make(): PlannedGroup[] {
    const orphans = [...this.accepted.values()].filter(({ parentLmsId }) => parentLmsId !== null && !this.willBe(parentLmsId));
    this.refuse(
      orphans.filter(({ parentLmsId }) => !this.requested.has(parentLmsId ?? '')),
      { code: 'parent-unknown' },
    );
    this.refuse(
      orphans.filter(({ parentLmsId }) => this.requested.has(parentLmsId ?? '')),
      { code: 'parent-refused' },
    );
    // Who is refused stays where it was, which may close a circle with somebody else.
    while (this.refuseCircles() || this.refuseTooDeep());
    return this.items.map((item, i) => this.planned(item, this.firsts[i] === true));
  }

  /** Whether it is the first in the list with its LMS id. */
  private enter({ lmsId, wanted }: ReadGroup): boolean {
    if (lmsId === null) {
      return true;
    }
    const isFirst = !this.requested.has(lmsId);
    this.requested.add(lmsId);
    if (isFirst && wanted !== null) {
      this.accepted.set(lmsId, wanted);
      const { parentLmsId } = wanted;
      if (parentLmsId !== null) {
        const siblings = this.wantedBelow.get(parentLmsId) ?? [];
        siblings.push(wanted);
        this.wantedBelow.set(parentLmsId, siblings);
      }
    }
    return isFirst;
  }

  private willBe(lmsId: string): boolean {
    return this.accepted.has(lmsId) || this.known.byLmsId.has(lmsId);
  }

  /** Refuses `groups`, and those who can only be below one of them. */
  private refuse(groups: readonly WantedGroup[], fault: FieldFault): boolean {
    const left = groups.filter(({ lmsId }) => this.accepted.delete(lmsId));
    left.forEach(({ lmsId }) => this.faults.set(lmsId, fault));
    const queue = [...left];
    for (let group = queue.pop(); group !== undefined; group = queue.pop()) {
      for (const below of this.willBe(group.lmsId) ? [] : (this.wantedBelow.get(group.lmsId) ?? [])) {
        if (this.accepted.delete(below.lmsId)) {
          this.faults.set(below.lmsId, { code: 'parent-refused' });
          queue.push(below);
        }
      }
    }
    return left.length > 0;
  }

  private refuseCircles(): boolean {
    const onCircles = [...groupsOnCircles(this.parents())];
    return this.refuse(
      onCircles.flatMap((lmsId) => this.mover(lmsId) ?? []),
      { code: 'parent-circle' },
    );
  }

  private refuseTooDeep(): boolean {
    const parents = this.parents();
    const tooDeep = [...depthsOf(parents)].flatMap(([lmsId, depth]) => (depth > DEEPEST_GROUP ? [lmsId] : []));
    const movers = new Set(tooDeep.flatMap((lmsId) => this.nearestMover(lmsId, parents) ?? []));
    return this.refuse([...movers], { code: 'parent-too-deep', facts: { maximum: DEEPEST_GROUP } });
  }

  /** Who put `lmsId` where it would be: itself, or the first above it that moves. */
  private nearestMover(lmsId: string, parents: Parents): WantedGroup | null {
    for (let at: string | null = lmsId; at !== null; at = parents.get(at) ?? null) {
      const mover = this.mover(at);
      if (mover !== null) {
        return mover;
      }
    }
    return null;
  }

  private mover(lmsId: string): WantedGroup | null {
    const wanted = this.accepted.get(lmsId);
    const known = this.known.byLmsId.get(lmsId);
    return wanted === undefined || (known !== undefined && this.known.parentOf(known) === wanted.parentLmsId) ? null : wanted;
  }

  /** Who would stand above whom, if all that are accepted now were taken. */
  private parents(): Parents {
    const parents = new Map(this.there.map((group) => [group.lmsId, this.known.parentOf(group)]));
    this.accepted.forEach(({ parentLmsId }, lmsId) => parents.set(lmsId, parentLmsId));
    return parents;
  }

  private planned({ lmsId, wanted, errors }: ReadGroup, isFirst: boolean): PlannedGroup {
    if (lmsId === null || wanted === null || !isFirst) {
      const twice = isFirst ? [] : [faultAt('lmsId', { code: 'duplicate' })];
      return { outcome: 'refused', lmsId, errors: [...errors, ...twice] };
    }
    const fault = this.faults.get(lmsId);
    if (fault !== undefined) {
      return { outcome: 'refused', lmsId, errors: [faultAt('parentLmsId', fault)] };
    }
    const known = this.known.byLmsId.get(lmsId) ?? null;
    const before = known === null ? null : { ...known, parentLmsId: this.known.parentOf(known) };
    const changes = changesBetween(before, wanted);
    return { outcome: outcomeOf(before, changes), lmsId, wanted, known, changes };
  }
}

function changesBetween(before: Omit<WantedGroup, 'lmsId'> | null, wanted: WantedGroup): GroupChange[] {
  return MEMBERS.flatMap((field) => {
    const from = before?.[field] ?? (field === 'archived' ? false : null);
    const to = wanted[field];
    return from === to ? [] : [{ field, from, to }];
  });
}

function outcomeOf(before: object | null, changes: readonly GroupChange[]): AcceptedGroup['outcome'] {
  if (before === null) {
    return 'created';
  }
  const archived = changes.find(({ field }) => field === 'archived');
  if (archived !== undefined) {
    return archived.to === true ? 'archived' : 'restored';
  }
  return changes.length > 0 ? 'updated' : 'unchanged';
}

function faultAt(member: keyof WantedGroup, fault: FieldFault): FieldError {
  return { pointer: pointerTo([member]), fault };
}
