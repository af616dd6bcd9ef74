import fc from 'fast-check';
import { searchKey } from './search-key';

describe('the key a name or code is searched by', () => {
  it.each([
    ['Sam Example', 'sam example'],
    ['  Hana  ', 'hana'],
    ['ＨＡＮＡ', 'hana'],
    ['ﾊﾅｺ', 'ハナコ'],
    ['田中 太郎', '田中 太郎'],
    ['ﷺ'.repeat(50), 'صلى الله عليه وسلم'.repeat(50).slice(0, 60)],
    ['😀'.repeat(70), '😀'.repeat(60)],
    ['Maths', 'maths'],
    ['  Maths  101 ', 'maths  101'],
    ['ＭＡＴＨＳ　１０１', 'maths 101'],
    ['ﾎｹﾝ', 'ホケン'],
    ['ÉCOLE', 'école'],
    ['E\u0301COLE', 'école'],
    ['Straße', 'straße'],
    ['50%_off', '50%_off'],
    ['', ''],
  ])('of %j is %j', (text, key) => {
    expect(searchKey(text)).toBe(key);
  });

  it('is cut between characters, never within one', () => {
    expect(searchKey('🙂'.repeat(61))).toBe('🙂'.repeat(60));
    // One character that NFKC makes eighteen of.
    expect(searchKey('\uFDFA'.repeat(30))).toHaveLength(60);
  });

  it('of any text fits its column and can be stored', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const key = searchKey(text);
        expect(Array.from(key).length).toBeLessThanOrEqual(60);
        expect(key.isWellFormed()).toBe(true);
      }),
    );
  });
});
