import fc from 'fast-check';
import { ValidationFailed } from '../../platform/problem/validation-failed';
import { changeRetention, SITE_RETENTION, type SiteRetentionSetting, USUAL_RETENTION } from './site-retention';

const SETTINGS = Object.entries(SITE_RETENTION) as [SiteRetentionSetting, (typeof SITE_RETENTION)[SiteRetentionSetting]][];

/** Each fault as "pointer code facts". */
function faultsOf(body: unknown): string[] {
  try {
    changeRetention(USUAL_RETENTION, body);
    return [];
  } catch (error) {
    if (!(error instanceof ValidationFailed)) throw error;
    return error.errors.map(({ pointer, fault: { code, facts } }) => [pointer, code, ...Object.values(facts ?? {})].join(' '));
  }
}

describe('for how long a site keeps what', () => {
  it.each(SETTINGS)('%s can be anything within its bounds, and leaves the rest', (setting, { minimum, maximum }) => {
    for (const days of [minimum, maximum]) {
      expect(changeRetention(USUAL_RETENTION, { [setting]: days })).toEqual({ ...USUAL_RETENTION, [setting]: days });
    }
    expect(faultsOf({ [setting]: minimum - 1 })).toEqual([`#/${setting} out-of-range ${minimum} ${maximum}`]);
    expect(faultsOf({ [setting]: maximum + 1 })).toEqual([`#/${setting} out-of-range ${minimum} ${maximum}`]);
  });

  it.each(SETTINGS)('%s is usually within its bounds', (_setting, { usual, minimum, maximum }) => {
    expect(usual).toBeGreaterThanOrEqual(minimum);
    expect(usual).toBeLessThanOrEqual(maximum);
  });

  it.each([
    [{ mailRecordsInDays: null }, '#/mailRecordsInDays required'],
    [{ mailRecordsInDays: '90' }, '#/mailRecordsInDays not-an-integer'],
    [{ mailRecordsInDays: 90.5 }, '#/mailRecordsInDays not-an-integer'],
    [{ mailRecordsInDays: Infinity }, '#/mailRecordsInDays not-an-integer'],
    [{ mailRecordsInDays: [90] }, '#/mailRecordsInDays not-an-integer'],
    [{ mailRecordsInDays: -1 }, '#/mailRecordsInDays out-of-range 7 3650'],
    [{ version: 3 }, '#/version unknown-field'],
    [{ toString: 3 }, '#/toString unknown-field'],
    [{ '': 3 }, '#/ unknown-field'],
  ])('%j is refused: %s', (body, fault) => {
    expect(faultsOf(body)).toEqual([fault]);
  });

  it.each([undefined, null, 1, 'text', true, []])('is an object, not %j', (body) => {
    expect(faultsOf(body)).toEqual([body === undefined ? '# required' : '# not-an-object']);
  });

  it('names every fault at once', () => {
    const body = { declinedApplicationsInDays: 0, mailRecordsInDays: 'x', colour: 'blue' };
    expect(faultsOf(body).sort()).toEqual([
      '#/colour unknown-field',
      '#/declinedApplicationsInDays out-of-range 7 3650',
      '#/mailRecordsInDays not-an-integer',
    ]);
  });

  it('ends with settings that hold, or with faults, whatever is sent', () => {
    const names = fc.oneof(fc.constantFrom(...Object.keys(SITE_RETENTION), '__proto__', 'constructor'), fc.string());
    fc.assert(
      fc.property(fc.dictionary(names, fc.oneof(fc.integer({ min: -5, max: 4000 }), fc.jsonValue())), (body) => {
        if (faultsOf(body).length === 0) {
          const changed = changeRetention(USUAL_RETENTION, body);
          expect(Object.keys(changed).sort()).toEqual(Object.keys(SITE_RETENTION).sort());
          for (const [setting, { minimum, maximum }] of SETTINGS) {
            expect(changed[setting]).toBeGreaterThanOrEqual(minimum);
            expect(changed[setting]).toBeLessThanOrEqual(maximum);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});
