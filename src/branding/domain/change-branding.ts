import { checkLine, checkWebAddress } from '../../identity';
import { type Checked } from '../../platform/problem/field-fault';
import { Findings, type Path } from '../../platform/problem/findings';
import { checkAccentColour } from './accent-colour';
import { type Branding, DISPLAY_NAME_LENGTH, NO_BRANDING } from './branding';
import { checkContactAddress } from './contact-address';
import { checkEmbeddingOrigin, MOST_ORIGINS } from './embedding-origin';

const FIELDS = Object.keys(NO_BRANDING);

type TextField = Exclude<keyof Branding, 'embeddingOrigins'>;

const TEXT_RULES: Readonly<{ [Field in TextField]: (raw: string) => Checked<NonNullable<Branding[Field]>> }> = {
  displayName: (raw) => checkLine(raw, DISPLAY_NAME_LENGTH),
  accentColour: checkAccentColour,
  termsUrl: checkWebAddress,
  privacyUrl: checkWebAddress,
  contactUrl: checkContactAddress,
};

/**
 * The branding after `change`, the body of a request: what it names is changed,
 * null clears it, the rest stays as it is in `current`. Throws
 * `validation-failed` naming every fault at once.
 */
export function changeBranding(current: Branding, change: unknown): Branding {
  const findings = new Findings();
  const sent = findings.object([], change, FIELDS) ?? {};
  const named = Object.entries(TEXT_RULES).filter(([field]) => sent[field] !== undefined);
  const texts = named.map(([field, check]) => [field, textIn(findings, [field], sent[field], check)]);
  const origins =
    sent['embeddingOrigins'] === undefined ? current.embeddingOrigins : originsIn(findings, sent['embeddingOrigins']);
  findings.throwIfAny();
  return { ...brandingOf(current), ...(Object.fromEntries(texts) as Partial<Branding>), embeddingOrigins: origins };
}

/** The branding alone, of whatever else comes with it. */
export function brandingOf(branding: Branding): Branding {
  const { displayName, accentColour, termsUrl, privacyUrl, contactUrl, embeddingOrigins } = branding;
  return { displayName, accentColour, termsUrl, privacyUrl, contactUrl, embeddingOrigins };
}

function textIn(findings: Findings, path: Path, value: unknown, check: (raw: string) => Checked<string>): string | null {
  const raw = value === null ? undefined : findings.text(path, value);
  return raw === undefined ? null : (findings.take(path, check(raw)) ?? null);
}

// Sorted and without repetition: the same origins are the same value.
function originsIn(findings: Findings, value: unknown): readonly string[] {
  const path = ['embeddingOrigins'];
  if (!Array.isArray(value)) {
    findings.add(path, value === null ? 'required' : 'not-an-array');
    return [];
  }
  if (value.length > MOST_ORIGINS) {
    findings.add(path, 'too-many', { maximum: MOST_ORIGINS });
    return [];
  }
  const origins = value.map((each: unknown, i) => {
    const at = [...path, String(i)];
    const raw = findings.text(at, each);
    return raw === undefined ? undefined : findings.take(at, checkEmbeddingOrigin(raw));
  });
  return [...new Set(origins.filter((origin) => origin !== undefined))].sort();
}
