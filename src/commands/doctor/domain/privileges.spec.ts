import { beyond, missing, privilegesOn, RUN_TIME } from './privileges';

const ON_DATABASE = 'GRANT SELECT, INSERT, UPDATE, DELETE ON `matricula`.* TO `service`@`%`';
const NOTHING = "GRANT USAGE ON *.* TO `service`@`%` IDENTIFIED BY PASSWORD '*0'";

describe('the privileges of an account', () => {
  it('are enough, and no more, with the four of run time on the database', () => {
    const privileges = privilegesOn('matricula', [NOTHING, ON_DATABASE]);
    expect(missing(privileges, RUN_TIME)).toEqual([]);
    expect(beyond(privileges, RUN_TIME)).toEqual([]);
  });

  it('on another database do not count', () => {
    expect(missing(privilegesOn('other', [NOTHING, ON_DATABASE]), RUN_TIME)).toEqual([...RUN_TIME]);
  });

  it('on single tables do not count', () => {
    const ofTables = ['GRANT SELECT, INSERT, UPDATE, DELETE ON `matricula`.`sites` TO `service`@`%`'];
    expect(missing(privilegesOn('matricula', ofTables), RUN_TIME)).toEqual([...RUN_TIME]);
  });

  it.each([
    ['GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION'],
    ['GRANT ALL PRIVILEGES ON `matricula`.* TO `root`@`%`'],
  ])('are more than needed with %s', (grant) => {
    const privileges = privilegesOn('matricula', [grant]);
    expect(missing(privileges, RUN_TIME)).toEqual([]);
    expect(beyond(privileges, RUN_TIME)).toEqual(['ALL PRIVILEGES']);
  });

  it('are added up over all lines, and what is too much is named', () => {
    const grants = [
      'GRANT FILE ON *.* TO `a`@`%`',
      ON_DATABASE,
      'GRANT DROP, CREATE TEMPORARY TABLES ON `matricula`.* TO `a`@`%`',
    ];
    expect(beyond(privilegesOn('matricula', grants), RUN_TIME)).toEqual(['CREATE TEMPORARY TABLES', 'DROP', 'FILE']);
  });

  it.each([
    ['matricula\\_one', 'matricula_one', true],
    ['matricula\\_one', 'matriculaXone', false],
    ['matricula_one', 'matriculaXone', true],
    ['matricula%', 'matricula_two', true],
    ['%', 'anything', true],
    ['a.b', 'axb', false],
    ['odd``name', 'odd`name', true],
  ])('on the pattern %s, as for %s: %s', (pattern, database, counts) => {
    const privileges = privilegesOn(database, [`GRANT SELECT ON \`${pattern}\`.* TO \`a\`@\`%\``]);
    expect(privileges.granted.has('SELECT')).toBe(counts);
  });

  it('through a role are not known', () => {
    expect(privilegesOn('matricula', ['GRANT `writers` TO `service`@`%`']).hasRoles).toBe(true);
    expect(privilegesOn('matricula', [NOTHING, ON_DATABASE]).hasRoles).toBe(false);
  });
});
