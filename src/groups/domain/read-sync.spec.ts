import { ValidationFailed } from '../../platform/problem/validation-failed';
import { readSync } from './read-sync';

const faultsOf = (sent: unknown): unknown => {
  try {
    readSync(sent);
    return [];
  } catch (error) {
    return (error as ValidationFailed).errors.map(({ pointer, fault }) => `${pointer} ${fault.code}`);
  }
};

describe('a list of groups', () => {
  it.each<[unknown, string[]]>([
    [undefined, ['# not-an-object']],
    [null, ['# not-an-object']],
    [[], ['# not-an-object']],
    [{}, ['#/groups required']],
    [{ groups: null }, ['#/groups not-an-array']],
    [{ groups: {} }, ['#/groups not-an-array']],
    [{ groups: [] }, ['#/groups too-few']],
    [{ groups: Array.from({ length: 10_001 }) }, ['#/groups too-many']],
    [{ groups: [1], 'a/b': 1 }, ['#/a~1b unknown-field']],
    [{ group: [] }, ['#/group unknown-field', '#/groups required']],
  ])('%#: is refused whole', (sent, faults) => {
    expect(faultsOf(sent)).toEqual(faults);
  });

  it('of up to 10,000 is read one by one: a fault of one is its own', () => {
    expect(readSync({ groups: Array.from({ length: 10_000 }) })).toHaveLength(10_000);
    const [first, second] = readSync({ groups: [null, { lmsId: 'a', name: 'A' }] });
    expect([first?.wanted, second?.wanted?.lmsId]).toEqual([null, 'a']);
  });
});
