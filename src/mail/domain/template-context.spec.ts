import { contextOf } from './template-context';

const READING = { locale: 'en', timeZone: 'Asia/Tokyo' } as const;
const MOMENT = '2026-04-01T00:30:00.000Z';
const IN_WORDS = 'April 1, 2026 at 09:30 GMT+9';

describe('what a template sees', () => {
  it.each([
    ['a line', 'a line'],
    ['two\nlines', 'two lines'],
    ['two\r\n\r\n\tlines\n', 'two lines'],
    ['a\u2028b\u2029c\u0085d', 'a b c d'],
    ['a\u0000b\u001b[31m', 'a b [31m'],
    ['abc\u202edcba', 'abcdcba'],
    ['half \ud800', 'half \ufffd'],
    ['  Zoë 例田 👩‍👩‍👧 ', 'Zoë 例田 👩‍👩‍👧'],
  ])('of the value %j is %j, wherever it stands', (value, seen) => {
    const context = contextOf({ name: value, answers: { company: value }, applications: [{ name: value }] }, READING);
    expect(context).toEqual({ name: seen, answers: { company: seen }, applications: [{ name: seen }] });
  });

  it('of moments and of a link’s life are words; of what was answered, what was answered', () => {
    const params = {
      appliedAt: MOMENT,
      sentAt: '',
      linkLifeInHours: '48',
      applications: [{ appliedAt: MOMENT }],
      answers: { startedAt: '2026-04-01' },
    };
    expect(contextOf(params, READING)).toEqual({
      appliedAt: IN_WORDS,
      sentAt: '',
      linkLife: '2 days',
      applications: [{ appliedAt: IN_WORDS }],
      answers: { startedAt: '2026-04-01' },
    });
  });
});
