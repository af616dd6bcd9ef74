import { type ValidationFailed } from '../../platform/problem/validation-failed';
import { readEdit } from './options';
import { readPublishing } from './publishing';
import { readBulkPublishing, readUrlSelection } from './selection';
import { isLive } from './signup-url-life';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const present = { now: NOW, codes: [] };

function faultsOf(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    return (error as ValidationFailed).errors.map(({ pointer, fault }) => `${pointer} ${fault.code}`);
  }
}

describe('the end of a URL', () => {
  it.each([
    ['2026-03-01T12:00:00.001Z', '2026-03-01T12:00:00.001Z'],
    ['2026-03-01T21:00:01+09:00', '2026-03-01T12:00:01.000Z'],
    ['2026-04-01T00:00Z', '2026-04-01T00:00:00.000Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ])('%s is %s', (raw, moment) => {
    expect(readEdit({ endsAt: raw }, present)).toEqual({ endsAt: new Date(moment) });
  });

  it.each([
    ['2026-03-01T12:00:00Z', 'moment-passed'],
    ['2026-03-01T20:59:59+09:00', 'moment-passed'],
    ['2026-04-01', 'moment-invalid'],
    ['2026-04-01T09:00:00', 'moment-invalid'],
    ['2026-04-01 09:00:00Z', 'moment-invalid'],
    ['2027-02-29T00:00:00Z', 'moment-invalid'],
    ['2026-13-01T00:00:00Z', 'moment-invalid'],
    ['2026-04-01T24:00:00Z', 'moment-invalid'],
    ['2026-04-01T00:00:00+25:00', 'moment-invalid'],
    ['9999-12-31T23:59:59-01:00', 'moment-invalid'],
    ['+012026-04-01T00:00:00Z', 'moment-invalid'],
    ['tomorrow', 'moment-invalid'],
    ['', 'moment-invalid'],
    [1_800_000_000_000, 'not-a-string'],
  ])('%j is refused: %s', (raw, fault) => {
    expect(faultsOf(() => readEdit({ endsAt: raw }, present))).toEqual([`#/endsAt ${fault}`]);
  });
});

describe('an edit', () => {
  it.each([
    [{}, {}],
    [
      { note: null, endsAt: null },
      { note: null, endsAt: null },
    ],
    [{ note: ' two\r\nlines ' }, { note: 'two\nlines' }],
    [{ note: ' \n ' }, { note: null }],
    [{ note: '🙂'.repeat(1000) }, { note: '🙂'.repeat(1000) }],
  ])('%j means %j', (body, result) => {
    expect(readEdit(body, present)).toEqual(result);
  });

  it.each<[unknown, string[]]>([
    [null, ['# not-an-object']],
    [undefined, ['# required']],
    [{ note: 'x'.repeat(1001) }, ['#/note too-long']],
    [{ note: 'x\u0000y' }, ['#/note control-characters']],
    [
      { note: 1, endsAt: {}, authentication: 0, key: 'mine' },
      ['#/key unknown-field', '#/authentication not-an-object', '#/note not-a-string', '#/endsAt not-a-string'],
    ],
  ])('%j is refused', (body, faults) => {
    expect(faultsOf(() => readEdit(body, present))).toEqual(faults);
  });
});

describe('publishing', () => {
  it('names a group', () => {
    expect(readPublishing({ groupId: 'g', note: 'x' }, NOW)).toEqual({ groupId: 'g', options: { note: 'x' } });
    expect(faultsOf(() => readPublishing({ groupId: 7, note: 8 }, NOW))).toEqual([
      '#/groupId not-a-string',
      '#/note not-a-string',
    ]);
    expect(faultsOf(() => readPublishing({}, NOW))).toEqual(['#/groupId required']);
  });
});

describe('a selection', () => {
  it.each<[object, object]>([
    [{ ids: ['a', 'b', 'a'] }, { by: 'ids', ids: ['a', 'b'] }],
    [{ filter: {} }, { by: 'filter', filter: { archived: false }, expectedCount: null }],
    [
      { filter: { name: 'Sp', code: 'M', status: 'stopped' }, expectedCount: 0 },
      { by: 'filter', filter: { archived: false, name: 'Sp', code: 'M', status: 'stopped' }, expectedCount: 0 },
    ],
  ])('%j means %j', (groups, selection) => {
    expect(readBulkPublishing({ groups }, NOW).groups).toEqual(selection);
    expect(readUrlSelection({ groups })).toEqual(selection);
  });

  it.each<[unknown, string[]]>([
    [undefined, ['#/groups required']],
    [[], ['#/groups not-an-object']],
    [{}, ['#/groups/ids required']],
    [{ ids: 'a' }, ['#/groups/ids not-an-array']],
    [{ ids: [] }, ['#/groups/ids too-few']],
    [{ ids: ['a', 7, null] }, ['#/groups/ids/1 not-a-string', '#/groups/ids/2 required']],
    [{ ids: Array(10_001).fill('a') }, ['#/groups/ids too-many']],
    [{ ids: ['a'], expectedCount: 1 }, ['#/groups/expectedCount unknown-field']],
    [{ ids: ['a'], filter: {} }, ['#/groups/ids unknown-field']],
    [
      { filter: { status: 'live', archived: true, name: 1, code: 'x'.repeat(61) } },
      [
        '#/groups/filter/archived unknown-field',
        '#/groups/filter/name not-a-string',
        '#/groups/filter/code too-long',
        '#/groups/filter/status not-one-of',
      ],
    ],
    [{ filter: {}, expectedCount: '1' }, ['#/groups/expectedCount not-an-integer']],
    [{ filter: {}, expectedCount: -1 }, ['#/groups/expectedCount not-an-integer']],
  ])('%j is refused', (groups, faults) => {
    expect(faultsOf(() => readBulkPublishing({ groups }, NOW))).toEqual(faults);
    expect(faultsOf(() => readUrlSelection({ groups }))).toEqual(faults);
  });

  it('of URLs names them, and no groups', () => {
    expect(readUrlSelection({ signupUrlIds: ['u', 'u'] })).toEqual({ by: 'urls', ids: ['u'] });
    expect(faultsOf(() => readUrlSelection({ signupUrlIds: ['u'], groups: { ids: ['g'] } }))).toEqual([
      '#/signupUrlIds unknown-field',
    ]);
    expect(faultsOf(() => readUrlSelection({ signupUrlIds: [] }))).toEqual(['#/signupUrlIds too-few']);
  });
});

describe('a URL is live', () => {
  const before = new Date(NOW.getTime() - 1);
  const after = new Date(NOW.getTime() + 1);

  it.each([
    [null, null, true],
    [null, after, true],
    [null, NOW, false],
    [null, before, false],
    [before, null, false],
    [before, after, false],
  ])('stopped at %p, ending at %p: %p', (stoppedAt, endsAt, live) => {
    expect(isLive({ stoppedAt, endsAt }, NOW)).toBe(live);
  });
});
