import { mailAddressIn } from './mail-address';

describe('the configured sender', () => {
  it.each([
    ['register@example.org', { name: '', address: 'register@example.org' }],
    ['Example Academy <register@example.org>', { name: 'Example Academy', address: 'register@example.org' }],
    ['<register@example.org>', { name: '', address: 'register@example.org' }],
    ['北アカデミー <register@example.org>', { name: '北アカデミー', address: 'register@example.org' }],
    ['Example, Inc. <register@example.org>', { name: 'Example, Inc.', address: 'register@example.org' }],
  ])('%s is a name and one address', (text, address) => {
    expect(mailAddressIn(text)).toEqual(address);
  });
});
