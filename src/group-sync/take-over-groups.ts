import { Injectable } from '@nestjs/common';
import { WaitingApplicationReadModel } from '../applications';
import {
  type AcceptedGroup,
  Group,
  GroupRegisterStore,
  type PlannedGroup,
  planSync,
  type ReadGroup,
  type WantedGroup,
} from '../groups';
import { searchKey } from '../identity';
import { Clock } from '../platform/clock/clock';
import { type Tx } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { SignupUrlArchivingStore } from '../signup-urls';

/** What became of a group that the LMS sent. */
export type TakenGroup = PlannedGroup & {
  /** Of one that is archived now. */
  readonly archiving?: ArchivingEffects;
};

export interface ArchivingEffects {
  /** Whether it had a live sign-up URL. */
  readonly signupUrlStopped: boolean;
  /** How many applications for it nobody has decided on. They stay, and can be decided. */
  readonly applicationsWaiting: number;
}

/**
 * The groups of the LMS become those of the site: what can be taken is written,
 * what cannot is reported, and a group that is archived loses its sign-up URL.
 * Un-archiving does not bring it back.
 *
 * One at a time on a site: of two at once the second sees what the first made.
 */
@Injectable()
export class TakeOverGroups {
  constructor(
    private readonly register: GroupRegisterStore,
    private readonly signupUrls: SignupUrlArchivingStore,
    private readonly waiting: WaitingApplicationReadModel,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** What became of each of `items`, in their order. */
  async execute(tx: Tx, siteId: string, items: readonly ReadGroup[]): Promise<TakenGroup[]> {
    const now = this.clock.now();
    await this.register.lock(tx, siteId, now);
    const there = await this.register.related(tx, siteId, items);
    const planned = planSync(there, items);
    await this.write(tx, { siteId, there, accepted: planned.filter(isChanged), now });
    return this.withArchiving(tx, siteId, planned, now);
  }

  private async write(tx: Tx, { siteId, there, accepted, now }: Writing): Promise<void> {
    const byLmsId = new Map(there.map((group) => [group.lmsId, group]));
    const idOf = new Map(there.map(({ lmsId, id }) => [lmsId, id]));
    const created = accepted.filter(({ outcome }) => outcome === 'created');
    created.forEach(({ lmsId }) => idOf.set(lmsId, this.ids.next()));
    const rowOf = ({ wanted }: AcceptedGroup): Group => ({
      ...(byLmsId.get(wanted.lmsId) ?? { ...NEW, siteId, id: idOf.get(wanted.lmsId) ?? '', createdAt: now }),
      ...columnsOf(wanted),
      parentId: wanted.parentLmsId === null ? null : (idOf.get(wanted.parentLmsId) ?? null),
      updatedAt: now,
    });
    await this.register.add(tx, created.map(rowOf));
    await this.register.replace(tx, accepted.filter(({ outcome }) => outcome !== 'created').map(rowOf));
  }

  /** Once their rows are written, hence locked: nobody can publish a URL for them any more. */
  private async withArchiving(tx: Tx, siteId: string, planned: readonly PlannedGroup[], now: Date): Promise<TakenGroup[]> {
    const archived = planned.flatMap((each) => (each.outcome === 'archived' && each.known !== null ? [each.known.id] : []));
    const stopped = await this.signupUrls.stopOfGroups(tx, siteId, archived.sort(), { at: now });
    const waiting = await this.waiting.byGroup(tx, siteId, archived);
    return planned.map((each) => {
      if (each.outcome !== 'archived' || each.known === null) {
        return each;
      }
      const { id } = each.known;
      return { ...each, archiving: { signupUrlStopped: stopped.has(id), applicationsWaiting: waiting.get(id) ?? 0 } };
    });
  }
}

interface Writing {
  readonly siteId: string;
  readonly there: readonly Group[];
  readonly accepted: readonly AcceptedGroup[];
  readonly now: Date;
}

const NEW = { signupUrlStatus: 'not_published', signupUrlId: null } as const;

function isChanged(planned: PlannedGroup): planned is AcceptedGroup {
  return planned.outcome !== 'refused' && planned.outcome !== 'unchanged';
}

function columnsOf({
  lmsId,
  name,
  code,
  memberLimit,
  archived,
}: WantedGroup): Omit<WantedGroup, 'parentLmsId'> & Pick<Group, 'nameKey' | 'codeKey'> {
  const codeKey = code === null ? null : searchKey(code);
  return { lmsId, name, nameKey: searchKey(name), code, codeKey, memberLimit, archived };
}
