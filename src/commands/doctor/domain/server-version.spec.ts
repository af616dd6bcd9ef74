import { serverVersion } from './server-version';

describe('the version of a database server', () => {
  it.each([
    ['10.11.6-MariaDB-0+deb12u1', 'MariaDB 10.11', true],
    ['10.6.0-MariaDB', 'MariaDB 10.6', true],
    ['10.5.28-MariaDB', 'MariaDB 10.5', false],
    ['11.4.2-MariaDB-ubu2404', 'MariaDB 11.4', true],
    ['5.5.5-10.11.6-MariaDB', 'MariaDB 10.11', true],
    ['8.0.36', 'MySQL 8.0', true],
    ['8.0.11-TiDB-v8.5.0', 'MySQL 8.0', true],
    ['9.1.0', 'MySQL 9.1', true],
    ['5.7.44-log', 'MySQL 5.7', false],
  ])('%s is %s, and supported: %s', (version, name, isSupported) => {
    expect(serverVersion(version)).toMatchObject({ name, isSupported });
  });
});
