import { clientFrom } from './client';

describe('a client', () => {
  it.each([
    ['192.0.2.77', '192.0.2.0/24'],
    ['::ffff:192.0.2.77', '192.0.2.0/24'],
    ['2001:0db8:00a0:1::7', '2001:db8:a0::/48'],
    ['2001:db8::7', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
    ['nonsense', ''],
    ['', ''],
  ])('at %j is known by its network %j', (address, network) => {
    expect(clientFrom(address, 'x').network).toBe(network);
  });

  it('is called what it says, in a hundred plain characters at the most', () => {
    expect(clientFrom('', undefined).userAgent).toBe('');
    expect(clientFrom('', ' Browser\u202e\t1 ').userAgent).toBe('Browser 1');
    expect(clientFrom('', 'x'.repeat(5000)).userAgent).toHaveLength(100);
  });
});
