import { withoutThose } from './naming';

const listed = (...names: string[]): { name: string }[] => names.map((name) => ({ name }));
const LETTER = {
  params: { siteName: 'Academy', count: '3', applications: listed('Ann', 'Ben', 'Cleo') },
  names: ['a', 'b', 'c'],
};

describe('a letter that names applications', () => {
  it('names those no more that are gone, and counts without them', () => {
    expect(withoutThose(LETTER, new Set(['b', 'x']))).toEqual({
      params: { siteName: 'Academy', count: '2', applications: listed('Ann', 'Cleo') },
      names: ['a', 'c'],
    });
  });

  it('stays as it is when it names none of them', () => {
    expect(withoutThose(LETTER, new Set(['x']))).toEqual(LETTER);
  });

  it('is nothing when it names nobody else', () => {
    expect(withoutThose(LETTER, new Set(['a', 'b', 'c']))).toBeNull();
  });

  it('keeps a count that is only a lower bound', () => {
    const many = { ...LETTER, params: { ...LETTER.params, count: '10000+' } };
    expect(withoutThose(many, new Set(['a']))?.params).toMatchObject({ count: '10000+', applications: listed('Ben', 'Cleo') });
  });
});
