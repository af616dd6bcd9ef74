import { isInstalledAsLocked } from './install.mjs';

const lock = {
  packages: {
    '': { name: 'matricula' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/for-another-system': { version: '1.0.0', integrity: 'sha512-b', optional: true },
  },
};
const installed = (packages) => ({ packages: { 'node_modules/a': lock.packages['node_modules/a'], ...packages } });

test('what the lockfile names is installed; packages for other systems may be missing', () => {
  expect(isInstalledAsLocked(lock, installed({}))).toBe(true);
});

test.each([
  ['a package is missing', { packages: {} }],
  ['a package has another version', installed({ 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } })],
  ['a package has another content', installed({ 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } })],
  ['a package is too many', installed({ 'node_modules/b': { version: '1.0.0' } })],
])('%s: install again', (_, tree) => {
  expect(isInstalledAsLocked(lock, tree)).toBe(false);
});
