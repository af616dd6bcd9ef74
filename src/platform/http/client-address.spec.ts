import { clientAddress } from './client-address';

describe('the address of a client', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:203.0.113.7', '203.0.113.7'],
    ['2001:DB8::1', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::1', '::1'],
  ])('%s is kept as %s', (told, kept) => {
    expect(clientAddress(told)).toBe(kept);
  });

  it.each([
    '',
    'unknown',
    '203.0.113.7:443',
    '203.0.113',
    '=1+1',
    'sam@example.org',
    '203.0.113.7, 198.51.100.1',
    'x'.repeat(9000),
  ])('is not %j, whatever a proxy hands on', (told) => {
    expect(clientAddress(told)).toBeNull();
  });
});
