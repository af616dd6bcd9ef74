import { testDatabaseUrl, whyNoServer } from './mariadb.mjs';

const url = (value) => testDatabaseUrl({ TEST_DATABASE_URL: value });

test('without a setting it is the local root account', () => {
  expect(testDatabaseUrl({})).toBe('mysql://root@127.0.0.1:3306/matricula_test');
});

test('mariadb: is another word for mysql:', () => {
  expect(url('mariadb://me:secret@db:3307/my_test_1')).toBe('mysql://me:secret@db:3307/my_test_1');
});

test.each([
  'mysql://root@127.0.0.1/matricula',
  'mysql://root@test/matricula',
  'mysql://root@127.0.0.1',
  'sqlite:test',
  'mysql://h/a?test',
])('%s is refused: its database is not plainly for tests', (value) => {
  expect(() => url(value)).toThrow('must contain "test"');
});

test('when no server answers, the reason names the address and not the password', async () => {
  const reason = await whyNoServer('mysql://root:secret@127.0.0.1:1/test');
  expect(reason).toContain('127.0.0.1:1 (ECONNREFUSED)');
  expect(reason).not.toContain('secret');
});
