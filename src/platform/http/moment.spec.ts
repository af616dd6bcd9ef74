import { checkMoment } from './moment';

describe('a moment', () => {
  it.each([
    ['2026-04-01T00:00:00Z', '2026-04-01T00:00:00.000Z'],
    ['2026-04-01T09:00:00.5+09:00', '2026-04-01T00:00:00.500Z'],
    ['2026-04-01T00:00Z', '2026-04-01T00:00:00.000Z'],
    ['0001-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
  ])('%s is %s', (raw, iso) => {
    expect(checkMoment(raw)).toEqual({ ok: true, value: new Date(iso) });
  });

  it.each([
    '',
    'yesterday',
    '2026-04-01',
    '2026-04-01T00:00:00',
    '2026-02-30T00:00:00Z',
    '2026-04-01T25:00:00Z',
    '9999-12-31T23:59:59-12:00',
  ])('is not %j', (raw) => {
    expect(checkMoment(raw)).toMatchObject({ ok: false, fault: { code: 'moment-invalid' } });
  });
});
