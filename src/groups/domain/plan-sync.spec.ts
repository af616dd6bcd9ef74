import fc from 'fast-check';
import { depthsOf, groupsOnCircles } from './group-tree';
import { groupsToMove, type KnownGroup, type PlannedGroup, planSync } from './plan-sync';
import { readGroup, type ReadGroup } from './wanted-group';

/** "b<a" is the group b below a. */
function named(text: string): { lmsId: string; parentLmsId: string | null } {
  const [lmsId = '', parentLmsId = null] = text.split('<');
  return { lmsId, parentLmsId };
}

function there(...texts: string[]): KnownGroup[] {
  return texts.map((text) => {
    const { lmsId, parentLmsId } = named(text);
    const parentId = parentLmsId === null ? null : `id of ${parentLmsId}`;
    return { id: `id of ${lmsId}`, lmsId, name: 'Group', code: null, parentId, memberLimit: null, archived: false };
  });
}

const items = (...texts: string[]): ReadGroup[] => texts.map((text) => readGroup({ ...named(text), name: 'Group' }));
const item = (sent: object): ReadGroup => readGroup({ name: 'Group', ...sent });

/** Each group and what becomes of it, with the reason of a refusal. */
const outcomes = (plan: readonly PlannedGroup[]): string[] =>
  plan.map((planned) =>
    [
      planned.lmsId,
      planned.outcome,
      ...(planned.outcome === 'refused' ? planned.errors.map(({ fault }) => fault.code) : []),
    ].join(' '),
  );

const chain = (length: number, prefix = 'c'): string[] =>
  Array.from({ length }, (_, i) => (i === 0 ? `${prefix}1` : `${prefix}${i + 1}<${prefix}${i}`));

describe('what a sync means for', () => {
  it('a new group: it is created, with what it has', () => {
    const sent = { lmsId: 'a', name: 'A', code: 'x', memberLimit: 3, archived: true };
    expect(planSync([], [readGroup(sent)])).toEqual([
      {
        outcome: 'created',
        lmsId: 'a',
        wanted: { ...sent, parentLmsId: null },
        known: null,
        changes: [
          { field: 'name', from: null, to: 'A' },
          { field: 'code', from: null, to: 'x' },
          { field: 'memberLimit', from: null, to: 3 },
          { field: 'archived', from: false, to: true },
        ],
      },
    ]);
  });

  it('the same again: nothing', () => {
    expect(planSync(there('a', 'b<a'), items('a', 'b<a'))).toMatchObject([
      { outcome: 'unchanged', changes: [] },
      { outcome: 'unchanged', changes: [] },
    ]);
  });

  it('a group that has changed: the fields that really did, from what to what', () => {
    const [plan] = planSync(there('a', 'b<a', 'c'), [item({ lmsId: 'b', name: 'B', parentLmsId: 'c', memberLimit: 9 })]);
    expect(plan).toMatchObject({
      outcome: 'updated',
      changes: [
        { field: 'name', from: 'Group', to: 'B' },
        { field: 'parentLmsId', from: 'a', to: 'c' },
        { field: 'memberLimit', from: null, to: 9 },
      ],
    });
  });

  it('a group that is sent without its parent: it has none any more', () => {
    expect(planSync(there('a', 'b<a'), items('b'))).toMatchObject([
      { outcome: 'updated', changes: [{ field: 'parentLmsId', from: 'a', to: null }] },
    ]);
  });

  it('a group that is archived, stays so, and is restored', () => {
    const archived = there('a').map((group) => ({ ...group, archived: true }));
    const plans = [
      planSync(there('a'), [item({ lmsId: 'a', archived: true, name: 'B' })]),
      planSync(archived, [item({ lmsId: 'a', archived: true })]),
      planSync(archived, [item({ lmsId: 'a', archived: true, name: 'B' })]),
      planSync(archived, [item({ lmsId: 'a' })]),
    ];
    expect(plans.flatMap(outcomes)).toEqual(['a archived', 'a unchanged', 'a updated', 'a restored']);
  });

  it('a group at fault: refused with its faults, and nobody else', () => {
    const plan = planSync([], [item({ lmsId: 'a', name: '', memberLimit: 0 }), readGroup(7), ...items('b')]);
    expect(outcomes(plan)).toEqual(['a refused required out-of-range', ' refused not-an-object', 'b created']);
  });

  it.each<[string, string[], string[], string[]]>([
    ['the same id twice: the later is refused', [], ['a', 'a<b', 'b'], ['a created', 'a refused duplicate', 'b created']],
    ['a parent before', [], ['a', 'b<a'], ['a created', 'b created']],
    ['a parent after', [], ['b<a', 'a'], ['b created', 'a created']],
    ['a parent that is there', ['a'], ['b<a'], ['b created']],
    ['a parent nobody knows', [], ['b<a'], ['b refused parent-unknown']],
    ['a parent in another case', ['A'], ['b<a'], ['b refused parent-unknown']],
    [
      'below a parent nobody knows, three deep',
      [],
      ['d<c', 'c<b', 'b<a'],
      ['d refused parent-refused', 'c refused parent-refused', 'b refused parent-unknown'],
    ],
    ['below a parent that is refused, but there', ['b'], ['b<a', 'c<b'], ['b refused parent-unknown', 'c created']],
    ['two above each other', [], ['a<b', 'b<a'], ['a refused parent-circle', 'b refused parent-circle']],
    ['two above each other, one of them there', ['a'], ['a<b', 'b<a'], ['a refused parent-circle', 'b refused parent-circle']],
    [
      'hanging from a circle',
      [],
      ['a<b', 'b<a', 'c<a'],
      ['a refused parent-circle', 'b refused parent-circle', 'c refused parent-refused'],
    ],
    ['below one below it, who is not in the list', ['a', 'b<a', 'c<b'], ['a<c'], ['a refused parent-circle']],
    ['turning a chain round', ['a', 'b<a', 'c<b'], ['c', 'b<c', 'a<b'], ['c updated', 'b updated', 'a updated']],
    ['turning a chain round without letting go of it', ['a', 'b<a'], ['a<b'], ['a refused parent-circle']],
    [
      'the same circle, where the one that lets go is refused',
      ['a', 'b<a'],
      ['b<x', 'a<b'],
      ['b refused parent-unknown', 'a refused parent-circle'],
    ],
  ])('%s', (_what, known, sent, expected) => {
    expect(outcomes(planSync(there(...known), items(...sent)))).toEqual(expected);
  });

  it('a parent refused for a fault of its own, and not there: its group is refused as well', () => {
    expect(outcomes(planSync([], [item({ lmsId: 'a', name: '' }), ...items('b<a')]))).toEqual([
      'a refused required',
      'b refused parent-refused',
    ]);
  });

  it('a chain of twenty: taken; from the twenty-first on refused', () => {
    const plan = outcomes(planSync([], items(...chain(22).reverse())));
    expect(plan.slice(0, 2)).toEqual(['c22 refused parent-too-deep', 'c21 refused parent-too-deep']);
    expect(plan.slice(2)).toEqual(
      chain(20)
        .reverse()
        .map((text) => `${named(text).lmsId} created`),
    );
  });

  it('a group that takes those below it too deep: refused, and they stay', () => {
    const known = there(...chain(15), ...chain(6, 'd'));
    expect(outcomes(planSync(known, items('d1<c15')))).toEqual(['d1 refused parent-too-deep']);
    expect(outcomes(planSync(known, items('d1<c14')))).toEqual(['d1 updated']);
    expect(outcomes(planSync(known, items('d1<c15', 'd2')))).toEqual(['d1 updated', 'd2 updated']);
  });

  it('groups that are on a circle already: they get off it', () => {
    expect(outcomes(planSync(there('a<b', 'b<a'), items('a', 'b<a')))).toEqual(['a unchanged', 'b updated']);
  });
});

describe('which groups move', () => {
  it('are those that are there and get another parent', () => {
    const known = there('a', 'b<a', 'c', 'd<c');
    expect(groupsToMove(known, items('a', 'b<a', 'c<a', 'd', 'e<a', 'b<c'))).toEqual(['id of c', 'id of b']);
    expect(groupsToMove(known, [readGroup(1)])).toEqual([]);
  });
});

describe('whatever is sent, to whatever is there,', () => {
  const IDS = Array.from('abcdefghijkl');
  const anyId = fc.constantFrom(...IDS);

  /** A forest: each group below one that comes before it, or none; or one long chain. */
  const anyForest = fc.oneof(
    fc
      .array(fc.tuple(fc.nat(), fc.boolean()), { maxLength: IDS.length })
      .map((picks) => picks.map(([n, isTop], i) => (isTop || i === 0 ? IDS[i] : `${IDS[i] ?? ''}<${IDS[n % i] ?? ''}`) ?? '')),
    fc.integer({ min: 0, max: 20 }).map((length) => chain(length)),
  );
  const anyMember = fc.oneof(
    anyId,
    fc.integer({ min: 1, max: 22 }).map((i) => `c${i}`),
  );
  const anyItems = fc.array(
    fc
      .record({ lmsId: anyMember, parentLmsId: fc.option(anyMember), name: fc.constantFrom('Group', 'Group', 'Other', '') })
      .map((sent) => readGroup(sent)),
    { maxLength: 40 },
  );

  /** What is there afterwards. */
  function applied(known: readonly KnownGroup[], plan: readonly PlannedGroup[]): KnownGroup[] {
    const groups = new Map(known.map((group) => [group.lmsId, group]));
    for (const planned of plan) {
      if (planned.outcome !== 'refused') {
        const { parentLmsId, ...wanted } = planned.wanted;
        const parentId = parentLmsId === null ? null : `id of ${parentLmsId}`;
        groups.set(planned.lmsId, { ...wanted, id: `id of ${planned.lmsId}`, parentId });
      }
    }
    return [...groups.values()];
  }

  const parentsAmong = (groups: readonly KnownGroup[]) => {
    const lmsIds = new Map(groups.map(({ id, lmsId }) => [id, lmsId]));
    return new Map(groups.map(({ lmsId, parentId }) => [lmsId, parentId === null ? null : (lmsIds.get(parentId) ?? 'nobody')]));
  };

  const holds = (check: (known: KnownGroup[], sent: ReadGroup[]) => void): void => {
    fc.assert(
      fc.property(anyForest, anyItems, (known, sent) => {
        check(there(...known), sent);
      }),
      { numRuns: 500 },
    );
  };

  it('there is no circle afterwards, no orphan, and no chain longer than twenty', () => {
    holds((known, sent) => {
      const parents = parentsAmong(applied(known, planSync(known, sent)));
      expect(groupsOnCircles(parents).size).toBe(0);
      expect([...parents.values()].filter((parent) => parent !== null && !parents.has(parent))).toEqual([]);
      expect(Math.max(0, ...depthsOf(parents).values())).toBeLessThanOrEqual(20);
    });
  });

  it('the same again changes nothing, and refuses the same', () => {
    holds((known, sent) => {
      const first = planSync(known, sent);
      const again = planSync(applied(known, first), sent);
      expect(outcomes(again)).toEqual(outcomes(first).map((text) => text.replace(/ (created|updated)$/, ' unchanged')));
    });
  });

  it('every group is answered, in order', () => {
    holds((known, sent) => {
      expect(planSync(known, sent).map(({ lmsId }) => lmsId)).toEqual(sent.map(({ lmsId }) => lmsId));
    });
  });

  it('the order of different groups does not matter', () => {
    holds((known, sent) => {
      const once = sent.filter(({ lmsId }, i) => sent.findIndex((other) => other.lmsId === lmsId) === i);
      const reversed = outcomes(planSync(known, [...once].reverse()));
      expect(reversed.reverse()).toEqual(outcomes(planSync(known, once)));
    });
  });
});
