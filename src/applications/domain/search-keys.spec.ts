import { v7 } from 'uuid';
import { canonicalEmailKey, searchKeysOf, sliceOf, slicesBetween } from './search-keys';

const AT = new Date('2026-03-01T12:00:00.123Z');
const idMadeAt = (moment: Date): string => v7({ msecs: moment.getTime() });

describe('the mailbox behind an address', () => {
  it.each([
    ['sam@example.org', 'sam@example.org'],
    ['sam+exam@example.org', 'sam@example.org'],
    ['sam+a+b@example.org', 'sam@example.org'],
    ['+sam@example.org', '+sam@example.org'],
    ['s.a.m@example.org', 's.a.m@example.org'],
    ['s.a.m+x@gmail.com', 'sam@gmail.com'],
    ['s.am@googlemail.com', 'sam@gmail.com'],
    ['sam@mail.gmail.com', 'sam@mail.gmail.com'],
  ])('of %s is %s', (email, mailbox) => {
    expect(canonicalEmailKey(email)).toBe(mailbox);
  });
});

describe('the slice of time', () => {
  it('is the same for ids of the same minute, and counts up', () => {
    const later = new Date(AT.getTime() + 2 ** 26);
    expect(sliceOf(idMadeAt(AT))).toBe(Math.floor(AT.getTime() / 2 ** 26));
    expect(slicesBetween(idMadeAt(AT), idMadeAt(later))).toEqual([sliceOf(idMadeAt(later)), sliceOf(idMadeAt(AT))]);
    expect(slicesBetween(idMadeAt(AT), idMadeAt(AT))).toEqual([sliceOf(idMadeAt(AT))]);
  });

  it('comes with the other keys', () => {
    const id = idMadeAt(AT);
    expect(searchKeysOf(id, 'Sam', 'sam+x@example.org')).toEqual({
      nameKey: 'sam',
      emailDomain: 'example.org',
      canonicalEmailKey: 'sam@example.org',
      slice: sliceOf(id),
    });
  });
});
