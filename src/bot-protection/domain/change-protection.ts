import { Findings, isJsonObject, type JsonObject, type Path } from '../../platform/problem/findings';
import { pointerTo } from '../../platform/problem/validation-failed';
import { isProvider, keysOf, type Protection } from './protection';
import { type Safe, SETTING_RULES, type SettingRule } from './setting-rules';

const SETTINGS = Object.entries(SETTING_RULES) as [keyof Protection, SettingRule][];
const SETTING_AT = new Map(SETTINGS.map(([setting, { path }]) => [pointerTo(path), setting]));
/** Settings that stand together in an object of their own. */
const GROUPS = new Set(SETTINGS.flatMap(([, { path }]) => path.slice(0, -1)));

/**
 * What holds after `change`, the body of a request: what it names is changed,
 * the rest stays as it is in `current`, inside `hcaptcha`, `turnstile` and
 * `emailDomains` as well. Null clears a key or a secret, while it is not needed.
 *
 * Throws `validation-failed` naming every fault at once. No fault says anything of a secret.
 */
export function changeProtection<P extends Protection>(current: P, change: unknown, safe: Safe): P {
  const findings = new Findings();
  const changed: P = { ...current };
  for (const { path, value } of namedIn(findings, change)) {
    const setting = SETTING_AT.get(pointerTo(path));
    if (setting === undefined) {
      findings.add(path, 'unknown-field');
    } else {
      Object.assign(changed, { [setting]: SETTING_RULES[setting].read(findings, value, current, safe) });
    }
  }
  findings.throwIfAny();
  ensurePrepared(changed);
  return changed;
}

/** Every setting under the name clients know it by; of secrets only whether there is one, and whether it is another than `before`. */
export function protectionByName(protection: Protection, before: Protection = protection): Readonly<Record<string, HistoryWord>> {
  return Object.fromEntries(
    SETTINGS.map(([setting, { path }]) => {
      const isSecret = setting === 'hcaptchaSecret' || setting === 'turnstileSecret';
      return [path.join('.'), isSecret ? wordFor(protection[setting], before[setting]) : protection[setting]];
    }),
  );
}

type HistoryWord = string | null | readonly string[];

function wordFor(secret: string | null, before: string | null): string | null {
  if (secret === null) {
    return null;
  }
  return before === null || before === secret ? 'set' : 'set anew';
}

// A provider that cannot be asked would keep everybody out.
function ensurePrepared(protection: Protection): void {
  const { challenge } = protection;
  if (!isProvider(challenge)) {
    return;
  }
  const { siteKey, secret } = keysOf(challenge, protection);
  if (siteKey === null || secret === null) {
    const findings = new Findings();
    findings.add([challenge], 'challenge-unprepared');
    findings.throwIfAny();
  }
}

function namedIn(findings: Findings, change: unknown): { readonly path: Path; readonly value: unknown }[] {
  const sent: JsonObject = findings.object([], change) ?? {};
  return Object.entries(sent).flatMap(([name, value]) => {
    if (!GROUPS.has(name)) {
      return [{ path: [name], value }];
    }
    if (!isJsonObject(value)) {
      findings.add([name], value === null ? 'required' : 'not-an-object');
      return [];
    }
    return Object.entries(value).map(([inner, innerValue]) => ({ path: [name, inner], value: innerValue }));
  });
}
