import { readableAddress } from './fastify';

describe('an address', () => {
  it.each([
    ['/s/demo/sign-up?lang=ja', '/s/demo/sign-up?lang=ja'],
    ['/s/caf%C3%A9', '/s/caf%C3%A9'],
    ['/s/%ff', '/s/%25ff'],
    ['/s/50%', '/s/50%25'],
    ['/s/%E3%81/x?token=%ff?', '/s/%25E3%2581/x?token=%ff?'],
    ['/activate?token=%ff', '/activate?token=%ff'],
  ])('%s is read as %s', (url, expected) => {
    expect(readableAddress(url)).toBe(expected);
  });
});
