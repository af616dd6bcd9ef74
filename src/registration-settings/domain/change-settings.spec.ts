import fc from 'fast-check';
import { LOCALES } from '../../platform/i18n';
import { ValidationFailed } from '../../platform/problem/validation-failed';
import { changeSettings, settingsByName } from './change-settings';
import { DEFAULT_SETTINGS, SITE_LOCALES, type Settings } from './settings';

const ANN = '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de';
const anyText = fc.string({ unit: 'binary' });
const SITE = { staffIds: new Set([ANN]), isProduction: true };

const change = (body: unknown, current: Partial<Settings> = {}): Settings =>
  changeSettings({ ...DEFAULT_SETTINGS, ...current }, body, SITE);

/** Each fault as "pointer code facts". */
function faultsOf(body: unknown, current: Partial<Settings> = {}): string[] {
  try {
    change(body, current);
    return [];
  } catch (error) {
    if (!(error instanceof ValidationFailed)) throw error;
    return error.errors.map(({ pointer, fault: { code, facts } }) => [pointer, code, ...Object.values(facts ?? {})].join(' '));
  }
}

describe('a change of the settings', () => {
  it.each<[object, Partial<Settings>]>([
    [{}, {}],
    [{ enabled: true }, { enabled: true }],
    [{ autoApprove: true }, { autoApprove: true }],
    [{ linkLifeInHours: 1 }, { linkLifeInHours: 1 }],
    [{ linkLifeInHours: 168 }, { linkLifeInHours: 168 }],
    [{ usesLoginId: false }, { usesLoginId: false }],
    [{ passwordMinimum: 8 }, { passwordMinimum: 8 }],
    [{ passwordMinimum: 64 }, { passwordMinimum: 64 }],
    [{ locale: 'ja' }, { locale: 'ja' }],
    [{ timeZone: 'asia/tokyo' }, { timeZone: 'Asia/Tokyo' }],
    [{ logInUrl: 'https://lms.example.com' }, { logInUrl: 'https://lms.example.com/' }],
    [{ logInUrl: null }, { logInUrl: null }],
    [{ notifiedOfApplications: [] }, { notifiedOfApplications: [] }],
    [{ notifiedOfApplications: ['administrators', ANN] }, { notifiedOfApplications: [ANN, 'administrators'] }],
    [{ sender: { name: ' North Academy ' } }, { senderName: 'North Academy' }],
    [{ sender: { replyTo: 'Office@academy.example' } }, { senderReplyTo: 'Office@academy.example' }],
    [{ sender: { name: null, replyTo: null } }, {}],
    [{ sender: {} }, {}],
    [{ deleteUnactivated: {} }, {}],
    [{ deleteUnactivated: { afterDays: 1 } }, { deleteUnactivatedAfterDays: 1 }],
    [
      { deleteUnactivated: { enabled: true, afterDays: 365 } },
      { deleteUnactivatedEnabled: true, deleteUnactivatedAfterDays: 365 },
    ],
    [
      { deleteUnactivated: { afterDays: 2, remindDaysBefore: 1 } },
      { deleteUnactivatedAfterDays: 2, remindDaysBeforeDeletion: 1 },
    ],
    [
      { deleteUnactivated: { afterDays: 365, remindDaysBefore: 364 } },
      { deleteUnactivatedAfterDays: 365, remindDaysBeforeDeletion: 364 },
    ],
    [{ deleteUnactivated: { remindDaysBefore: null } }, {}],
  ])('%j is taken and leaves the rest as it is', (body, changed) => {
    expect(change(body)).toEqual({ ...DEFAULT_SETTINGS, ...changed });
  });

  it('of one setting of a group leaves the other', () => {
    const current = { deleteUnactivatedEnabled: true, deleteUnactivatedAfterDays: 30 };
    expect(change({ deleteUnactivated: { afterDays: 7 } }, current)).toMatchObject({ ...current, deleteUnactivatedAfterDays: 7 });
    expect(change({ deleteUnactivated: { enabled: false } }, current)).toMatchObject({
      ...current,
      deleteUnactivatedEnabled: false,
    });
    const off = { ...current, deleteUnactivatedEnabled: false };
    expect(change({ deleteUnactivated: { enabled: true } }, off)).toMatchObject(current);
  });

  it('keeps what else is known of the settings', () => {
    expect(changeSettings({ ...DEFAULT_SETTINGS, version: 7 }, { enabled: true }, SITE)).toMatchObject({ version: 7 });
  });

  it('changes nothing in place', () => {
    const current = Object.freeze({ ...DEFAULT_SETTINGS });
    expect(changeSettings(current, { enabled: true }, SITE)).not.toBe(current);
  });

  it.each<[object, string]>([
    [{ enabled: null }, '#/enabled required'],
    [{ enabled: 'true' }, '#/enabled not-a-boolean'],
    [{ sender: null }, '#/sender required'],
    [{ sender: { name: 1 } }, '#/sender/name not-a-string'],
    [{ sender: { replyTo: ['a@b.example'] } }, '#/sender/replyTo not-a-string'],
    [{ sender: { address: 'a@b.example' } }, '#/sender/address unknown-field'],
    [{ enabled: 1 }, '#/enabled not-a-boolean'],
    [{ autoApprove: [] }, '#/autoApprove not-a-boolean'],
    [{ usesLoginId: 'no' }, '#/usesLoginId not-a-boolean'],
    [{ linkLifeInHours: null }, '#/linkLifeInHours required'],
    [{ linkLifeInHours: '24' }, '#/linkLifeInHours not-an-integer'],
    [{ linkLifeInHours: 1.5 }, '#/linkLifeInHours not-an-integer'],
    [{ linkLifeInHours: Infinity }, '#/linkLifeInHours not-an-integer'],
    [{ linkLifeInHours: [24] }, '#/linkLifeInHours not-an-integer'],
    [{ linkLifeInHours: 0 }, '#/linkLifeInHours out-of-range 1 168'],
    [{ linkLifeInHours: -1 }, '#/linkLifeInHours out-of-range 1 168'],
    [{ linkLifeInHours: 169 }, '#/linkLifeInHours out-of-range 1 168'],
    [{ linkLifeInHours: 2 ** 53 }, '#/linkLifeInHours out-of-range 1 168'],
    [{ passwordMinimum: 7 }, '#/passwordMinimum out-of-range 8 64'],
    [{ passwordMinimum: 65 }, '#/passwordMinimum out-of-range 8 64'],
    [{ passwordMinimum: true }, '#/passwordMinimum not-an-integer'],
    [{ locale: null }, '#/locale required'],
    [{ locale: 'fr' }, '#/locale not-one-of en, ja'],
    [{ locale: 'EN' }, '#/locale not-one-of en, ja'],
    [{ locale: ['en'] }, '#/locale not-one-of en, ja'],
    [{ timeZone: null }, '#/timeZone required'],
    [{ timeZone: 9 }, '#/timeZone not-a-string'],
    [{ timeZone: '+09:00' }, '#/timeZone time-zone-unknown'],
    [{ logInUrl: '' }, '#/logInUrl url-invalid'],
    [{ logInUrl: false }, '#/logInUrl not-a-string'],
    [{ logInUrl: 'http://lms.example.com' }, '#/logInUrl url-not-https'],
    [{ logInUrl: `https://lms.example.com/${'a'.repeat(500)}` }, '#/logInUrl too-long 500'],
    [{ notifiedOfApplications: null }, '#/notifiedOfApplications required'],
    [{ notifiedOfApplications: 'nobody' }, '#/notifiedOfApplications not-an-array'],
    [{ notifiedOfApplications: ['administrators', 'eve'] }, '#/notifiedOfApplications/1 not-on-staff'],
    [{ deleteUnactivated: null }, '#/deleteUnactivated required'],
    [{ deleteUnactivated: true }, '#/deleteUnactivated not-an-object'],
    [{ deleteUnactivated: [] }, '#/deleteUnactivated not-an-object'],
    [{ deleteUnactivated: { enabled: null } }, '#/deleteUnactivated/enabled required'],
    [{ deleteUnactivated: { enabled: 'yes' } }, '#/deleteUnactivated/enabled not-a-boolean'],
    [{ deleteUnactivated: { afterDays: 0 } }, '#/deleteUnactivated/afterDays out-of-range 1 365'],
    [{ deleteUnactivated: { afterDays: 366 } }, '#/deleteUnactivated/afterDays out-of-range 1 365'],
    [{ deleteUnactivated: { afterDays: '30' } }, '#/deleteUnactivated/afterDays not-an-integer'],
    [{ deleteUnactivated: { enabled: true, afterDays: 0 } }, '#/deleteUnactivated/afterDays out-of-range 1 365'],
    [{ deleteUnactivated: { enabled: true } }, '#/deleteUnactivated/afterDays required 1 365'],
    [{ deleteUnactivated: { enabled: true, afterDays: null } }, '#/deleteUnactivated/afterDays required 1 365'],
    [{ deleteUnactivated: { remindDaysBefore: 0 } }, '#/deleteUnactivated/remindDaysBefore out-of-range 1 364'],
    [{ deleteUnactivated: { afterDays: 9, remindDaysBefore: 365 } }, '#/deleteUnactivated/remindDaysBefore out-of-range 1 364'],
    [{ deleteUnactivated: { afterDays: 9, remindDaysBefore: 9 } }, '#/deleteUnactivated/remindDaysBefore out-of-range 1 8'],
    [{ deleteUnactivated: { afterDays: 9, remindDaysBefore: '3' } }, '#/deleteUnactivated/remindDaysBefore not-an-integer'],
    [{ deleteUnactivated: { afterDays: 1, remindDaysBefore: 1 } }, '#/deleteUnactivated/afterDays out-of-range 2 365'],
    [{ deleteUnactivated: { remindDaysBefore: 3 } }, '#/deleteUnactivated/afterDays required 1 365'],
    [{ deleteUnactivated: { days: 3 } }, '#/deleteUnactivated/days unknown-field'],
    [{ version: 3 }, '#/version unknown-field'],
    [{ colour: 'blue' }, '#/colour unknown-field'],
    [{ deleteUnactivatedEnabled: true }, '#/deleteUnactivatedEnabled unknown-field'],
    [{ 'deleteUnactivated.enabled': true }, '#/deleteUnactivated.enabled unknown-field'],
    [{ 'deleteUnactivated/enabled': true }, '#/deleteUnactivated~1enabled unknown-field'],
    [{ toString: 'x' }, '#/toString unknown-field'],
    [{ '': 1 }, '#/ unknown-field'],
  ])('%j is refused: %s', (body, fault) => {
    expect(faultsOf(body)).toEqual([fault]);
  });

  it('must leave the reminder before the deletion a day after the application, whichever of the two is changed', () => {
    const reminding = { deleteUnactivatedEnabled: true, deleteUnactivatedAfterDays: 30, remindDaysBeforeDeletion: 7 };
    expect(change({ deleteUnactivated: { afterDays: 8 } }, reminding)).toMatchObject({ remindDaysBeforeDeletion: 7 });
    expect(faultsOf({ deleteUnactivated: { afterDays: 7 } }, reminding)).toEqual([
      '#/deleteUnactivated/remindDaysBefore out-of-range 1 6',
    ]);
    expect(faultsOf({ deleteUnactivated: { enabled: false, afterDays: null } }, reminding)).toEqual([
      '#/deleteUnactivated/afterDays required 1 365',
    ]);
    const cleared = { enabled: false, afterDays: null, remindDaysBefore: null };
    expect(change({ deleteUnactivated: cleared }, reminding)).toEqual(DEFAULT_SETTINGS);
  });

  it('cannot clear the number of days while it is needed', () => {
    const on = { deleteUnactivatedEnabled: true, deleteUnactivatedAfterDays: 30 };
    expect(faultsOf({ deleteUnactivated: { afterDays: null } }, on)).toEqual(['#/deleteUnactivated/afterDays required 1 365']);
    expect(change({ deleteUnactivated: { enabled: false, afterDays: null } }, on)).toMatchObject({
      deleteUnactivatedEnabled: false,
      deleteUnactivatedAfterDays: null,
    });
  });

  it('names every fault at once, each once, whatever its kind', () => {
    const body = {
      enabled: 'yes',
      autoApprove: null,
      deleteUnactivated: { enabled: true, after: 3 },
      linkLifeInHours: 0,
      usesLoginId: 0,
      passwordMinimum: 7,
      locale: 'fr',
      timeZone: 'Mars/Olympus',
      logInUrl: 'ftp://lms.example.com',
      notifiedOfApplications: [ANN, 'eve', 5],
      colour: 'blue',
    };
    expect(faultsOf(body)).toEqual([
      '#/enabled not-a-boolean',
      '#/autoApprove required',
      '#/deleteUnactivated/after unknown-field',
      '#/linkLifeInHours out-of-range 1 168',
      '#/usesLoginId not-a-boolean',
      '#/passwordMinimum out-of-range 8 64',
      '#/locale not-one-of en, ja',
      '#/timeZone time-zone-unknown',
      '#/logInUrl url-invalid',
      '#/notifiedOfApplications/1 not-on-staff',
      '#/notifiedOfApplications/2 not-a-string',
      '#/colour unknown-field',
      '#/deleteUnactivated/afterDays required 1 365',
    ]);
  });

  it.each([undefined, null, 1, 'text', true, [], [{}]])('is an object, not %j', (body) => {
    expect(faultsOf(body)).toEqual(['# not-an-object']);
  });

  it('ends with settings that hold, or with faults, whatever is sent', () => {
    const names = fc.constantFrom(
      ...Object.keys(settingsByName(DEFAULT_SETTINGS)),
      'deleteUnactivated',
      '__proto__',
      'constructor',
    );
    const values = fc.oneof(
      fc.integer({ min: -5, max: 400 }),
      fc.boolean(),
      anyText,
      fc.jsonValue(),
      fc.constantFrom('ja', 'UTC'),
    );
    const group = fc.dictionary(fc.oneof(fc.constantFrom('enabled', 'afterDays'), anyText), values, { maxKeys: 3 });
    const bodies = fc.dictionary(fc.oneof(names, anyText), fc.oneof(values, group));
    fc.assert(
      fc.property(bodies, fc.boolean(), (body, deleteUnactivatedEnabled) => {
        const current = { deleteUnactivatedEnabled, deleteUnactivatedAfterDays: 5 };
        const faults = faultsOf(body, current);
        if (faults.length === 0) {
          const changed = change(body, current);
          expect(changed.deleteUnactivatedEnabled && changed.deleteUnactivatedAfterDays === null).toBe(false);
          expect(Object.keys(changed).sort()).toEqual(Object.keys(DEFAULT_SETTINGS).sort());
          expect(change(body, changed)).toEqual(changed);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the settings by name', () => {
  it('are all there, as clients call them', () => {
    expect(settingsByName({ ...DEFAULT_SETTINGS, deleteUnactivatedAfterDays: 30 })).toEqual({
      frontEndOrigins: [],
      enabled: false,
      autoApprove: false,
      'deleteUnactivated.enabled': false,
      'deleteUnactivated.afterDays': 30,
      'deleteUnactivated.remindDaysBefore': null,
      linkLifeInHours: 24,
      usesLoginId: true,
      passwordMinimum: 8,
      locale: 'en',
      timeZone: 'UTC',
      logInUrl: null,
      notifiedOfApplications: ['administrators'],
      'sender.name': null,
      'sender.replyTo': null,
    });
  });
});

describe('the languages of a site', () => {
  it('are those the service speaks', () => {
    expect(SITE_LOCALES).toEqual(LOCALES);
  });
});
