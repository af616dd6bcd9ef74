import { ValidationFailed } from '../../platform/problem/validation-failed';
import { type DeclineReason, isSameCatalogue, readCatalogue } from './decline-reason';

const faultsOf = (reasons: readonly DeclineReason[]): unknown => {
  try {
    readCatalogue(reasons);
    return [];
  } catch (error) {
    return (error as ValidationFailed).errors.map(({ pointer, fault }) => `${pointer} ${fault.code}`);
  }
};

describe('a catalogue of reasons', () => {
  it('may be empty, and have texts in one language or in both', () => {
    expect(faultsOf([])).toEqual([]);
    expect(
      faultsOf([
        { key: 'full', text: { en: 'Full.' } },
        { key: 'closed', text: { en: 'Closed.', ja: '締切' } },
      ]),
    ).toEqual([]);
  });

  it('has each key once, and a text for each', () => {
    expect(
      faultsOf([
        { key: 'full', text: { en: 'Full.' } },
        { key: 'full', text: {} },
      ]),
    ).toEqual(['#/reasons/1/key duplicate', '#/reasons/1/text required']);
  });

  it('has texts in our languages, and nothing else', () => {
    const text = { ja: '満席', toString: 'x' } as unknown as DeclineReason['text'];
    expect(JSON.stringify(readCatalogue([{ key: 'full', text }]))).toBe('[{"key":"full","text":{"ja":"満席"}}]');
  });

  it.each<[string, DeclineReason[], boolean]>([
    ['the same', [{ key: 'full', text: { en: 'Full.' } }], true],
    ['another key', [{ key: 'closed', text: { en: 'Full.' } }], false],
    ['another text', [{ key: 'full', text: { en: 'Full!' } }], false],
    ['a text more', [{ key: 'full', text: { en: 'Full.', ja: '満席' } }], false],
    ['a reason less', [], false],
  ])('is told from another one: %s', (_what, other, isSame) => {
    expect(isSameCatalogue([{ key: 'full', text: { en: 'Full.' } }], other)).toBe(isSame);
  });
});
