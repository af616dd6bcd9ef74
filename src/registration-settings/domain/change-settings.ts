import { isJsonObject } from '../../platform/problem/findings';
import { type FieldError, pointerTo, ValidationFailed } from '../../platform/problem/validation-failed';
import { SETTING_RULES, type SettingRule, type SiteFacts, type Verdict } from './setting-rules';
import { DAYS_OF_REMINDER, DAYS_UNTIL_DELETED, type Settings } from './settings';

const SETTINGS = Object.entries(SETTING_RULES) as [keyof Settings, SettingRule][];
const SETTING_AT = new Map(SETTINGS.map(([setting, { path }]) => [pointerTo(path), setting]));
/** Settings that stand together in an object of their own. */
const GROUPS = new Set(SETTINGS.flatMap(([, { path }]) => path.slice(0, -1)));

/** One value of a request, and where it stands. */
interface Named {
  readonly path: readonly string[];
  readonly value: unknown;
}

/**
 * The settings after `change`, the body of a request: what it names is changed,
 * the rest stays as it is in `current`, inside `deleteUnactivated` and `sender` as well.
 *
 * Throws `validation-failed` naming every fault at once: wrong types, values
 * out of range, fields that do not exist, and what is missing because of what
 * holds already. An explicit null clears the log-in URL, the numbers of days and the sender;
 * everything else always has a value.
 */
export function changeSettings<S extends Settings>(current: S, change: unknown, site: SiteFacts): S {
  const changed: S = { ...current };
  const faults: FieldError[] = [];
  for (const { path, value } of namedIn(change)) {
    const setting = SETTING_AT.get(pointerTo(path));
    const verdict = setting === undefined ? unknownField({ path, value }) : SETTING_RULES[setting].check(value, site);
    faults.push(...verdict.faults.map(({ at, fault }) => ({ pointer: pointerTo([...path, ...at]), fault })));
    if (setting !== undefined && verdict.faults.length === 0) {
      Object.assign(changed, { [setting]: verdict.value });
    }
  }
  if (!faults.some(({ pointer }) => pointer === DAYS_AT || pointer === REMINDER_AT)) {
    faults.push(...daysMissingIn(changed), ...reminderTooEarlyIn(changed));
  }
  if (faults.length > 0) {
    throw new ValidationFailed(faults);
  }
  return changed;
}

/** Every setting under the name clients know it by: `deleteUnactivated.afterDays`. */
export function settingsByName(settings: Settings): Readonly<Record<string, Settings[keyof Settings]>> {
  return Object.fromEntries(SETTINGS.map(([setting, { path }]) => [path.join('.'), settings[setting]]));
}

function namedIn(change: unknown): Named[] {
  if (!isJsonObject(change)) {
    throw new ValidationFailed([{ pointer: pointerTo([]), fault: { code: 'not-an-object' } }]);
  }
  return Object.entries(change).flatMap(([name, value]) =>
    GROUPS.has(name) && isJsonObject(value)
      ? Object.entries(value).map(([inner, innerValue]) => ({ path: [name, inner], value: innerValue }))
      : [{ path: [name], value }],
  );
}

function unknownField({ path, value }: Named): Verdict {
  const isGroup = path.length === 1 && path.every((name) => GROUPS.has(name));
  const code = isGroup ? (value === null ? 'required' : 'not-an-object') : 'unknown-field';
  return { value: null, faults: [{ at: [], fault: { code } }] };
}

const DAYS_AT = pointerTo(SETTING_RULES.deleteUnactivatedAfterDays.path);
const REMINDER_AT = pointerTo(SETTING_RULES.remindDaysBeforeDeletion.path);

function daysMissingIn(settings: Settings): FieldError[] {
  const { deleteUnactivatedEnabled, deleteUnactivatedAfterDays, remindDaysBeforeDeletion } = settings;
  const areNeeded = deleteUnactivatedEnabled || remindDaysBeforeDeletion !== null;
  return areNeeded && deleteUnactivatedAfterDays === null
    ? [{ pointer: DAYS_AT, fault: { code: 'required', facts: DAYS_UNTIL_DELETED } }]
    : [];
}

// A day after the application at the earliest.
function reminderTooEarlyIn({ deleteUnactivatedAfterDays: days, remindDaysBeforeDeletion: before }: Settings): FieldError[] {
  if (days === null || before === null || before < days) {
    return [];
  }
  const [earliest, latest] = [DAYS_OF_REMINDER.minimum, days - 1];
  return latest < earliest
    ? [{ pointer: DAYS_AT, fault: { code: 'out-of-range', facts: { ...DAYS_UNTIL_DELETED, minimum: before + 1 } } }]
    : [{ pointer: REMINDER_AT, fault: { code: 'out-of-range', facts: { minimum: earliest, maximum: latest } } }];
}
