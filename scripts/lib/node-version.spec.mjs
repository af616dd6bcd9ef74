import { ensureNodeVersion, isSupported } from './node-version.mjs';
import { readProjectJson } from './project.mjs';

const { node: engines } = readProjectJson('package.json').engines;

test.each(['20.19.0', '20.20.2', '22.14.0', '22.20.1', '24.11.0', '26.0.0'])('Node %s is supported', (version) => {
  expect(isSupported(version, engines)).toBe(true);
});

test.each(['18.20.4', '20.18.3', '21.7.0', '22.13.9', '23.11.0', '24.10.9'])('Node %s is not supported', (version) => {
  expect(isSupported(version, engines)).toBe(false);
});

test('an unsupported version is refused with a sentence that names what is needed', () => {
  expect(() => ensureNodeVersion('18.0.0')).toThrow(`needs Node.js ${engines}; this is 18.0.0`);
});
