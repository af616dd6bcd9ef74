import { describeStatement } from './describe-statement';

describe('what a trace tells of a statement', () => {
  it.each([
    ['SELECT * FROM `applications` WHERE `id` = ?', 'SELECT applications'],
    ['INSERT INTO "mails"("id") VALUES (?)', 'INSERT mails'],
    ['UPDATE jobs SET a = ?', 'UPDATE jobs'],
    ['(SELECT 1 FROM a) UNION SELECT 2 FROM b', 'SELECT a'],
    ['BEGIN IMMEDIATE', 'BEGIN'],
    ['', 'SQL'],
  ])('is named by what it does, and where: %s', (sql, name) => {
    expect(describeStatement(sql).name).toBe(name);
  });

  it.each([
    ["WHERE email = 'ann@school.example' AND n = 1.5", 'WHERE email = ? AND n = ?'],
    ["WHERE a = 'it''s' AND b = 'x\\'y' LIMIT 20", 'WHERE a = ? AND b = ? LIMIT ?'],
    ["WHERE a = 'never ends, ann@school.example", 'WHERE a = ?'],
    ['WHERE "Mail"."state" = "two words" AND x = 0xFF', 'WHERE "Mail"."state" = ? AND x = ?'],
    ['SELECT `a1`.`b2` FROM t3', 'SELECT `a1`.`b2` FROM t3'],
  ])('has no value in it: %s', (sql, text) => {
    expect(describeStatement(sql).attributes['db.query.text']).toBe(text);
  });

  it('is short, and made in no time, however long the statement is', () => {
    for (const filler of ["'", "\\'", '(?, ?), ', '"', 'x '.repeat(10)]) {
      const began = performance.now();
      const { attributes } = describeStatement(`INSERT INTO mails VALUES ${filler.repeat(200_000)}`);
      expect(String(attributes['db.query.text']).length).toBeLessThanOrEqual(2_000);
      expect(performance.now() - began).toBeLessThan(200);
    }
  });
});
