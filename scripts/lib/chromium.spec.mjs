import { chromiumPath, whyNoChromium } from './chromium.mjs';

test('it is Debian’s, unless a setting names another', () => {
  expect(chromiumPath({})).toBe('/usr/bin/chromium');
  expect(chromiumPath({ CHROMIUM: '' })).toBe('/usr/bin/chromium');
  expect(chromiumPath({ CHROMIUM: '/opt/chrome' })).toBe('/opt/chrome');
});

test('a program that can be run will do', () => {
  expect(whyNoChromium({ CHROMIUM: process.execPath })).toBeNull();
});

test('without one the reason says where it was looked for', () => {
  expect(whyNoChromium({ CHROMIUM: '/no/chromium' })).toContain('no Chromium at /no/chromium (ENOENT)');
  expect(whyNoChromium({ CHROMIUM: 'package.json' })).toContain('EACCES');
});
