import { Remembered } from './remembered';

describe('what is remembered', () => {
  const remembered = () => new Remembered<string>(10, (text) => text.length);

  it('is there again', () => {
    const texts = remembered();
    expect(texts.keep('a', 'one')).toBe('one');
    expect(texts.get('a')).toBe('one');
    expect(texts.get('b')).toBeUndefined();
  });

  it('is forgotten when there is too much, what was not asked for longest first', () => {
    const texts = remembered();
    texts.keep('a', '1234');
    texts.keep('b', '1234');
    texts.get('a');
    texts.keep('c', '1234');
    expect([texts.get('a'), texts.get('b'), texts.get('c')]).toEqual(['1234', undefined, '1234']);
  });

  it('is counted once when it is kept again', () => {
    const texts = remembered();
    texts.keep('b', '12');
    for (let i = 0; i < 5; i += 1) {
      texts.keep('a', '1234');
    }
    expect(texts.get('b')).toBe('12');
  });

  it('is not kept when it is too much alone', () => {
    const texts = remembered();
    expect(texts.keep('a', '12345678901')).toBe('12345678901');
    expect(texts.get('a')).toBeUndefined();
    expect(texts.keep('b', '1')).toBe('1');
    expect(texts.get('b')).toBe('1');
  });
});
