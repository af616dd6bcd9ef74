import { LOCALES } from '../../platform/i18n/locale';
import { type Checked, refused, valid } from '../../platform/problem/field-fault';
import { Findings, type Path } from '../../platform/problem/findings';
import { LABEL, readTexts, type Texts, type TextsRule } from './texts';

/** What terms of use say, in the languages somebody has written them in. */
export interface TermsText {
  readonly title: Texts;
  readonly markdown: Texts;
}

/** The terms an administrator sent. What is left out stays as it is. */
export interface TermsChange extends Partial<TermsText> {
  readonly enabled: boolean;
}

const LONGEST_MARKDOWN = 100_000;

/** Reads what an administrator sent, of any shape. Throws `validation-failed` that names every fault. */
export function readTermsChange(sent: unknown): TermsChange {
  const findings = new Findings();
  const terms = findings.object([], sent, ['enabled', 'title', 'markdown']) ?? {};
  const change = {
    enabled: findings.boolean(['enabled'], terms['enabled']) ?? false,
    ...(terms['title'] !== undefined && { title: readTexts(findings, ['title'], terms['title'], LABEL) }),
    ...(terms['markdown'] !== undefined && { markdown: readTexts(findings, ['markdown'], terms['markdown'], MARKDOWN) }),
  };
  findings.throwIfAny();
  return change;
}

/** Refuses terms that cannot be shown: switched on without a text, or with a text or title in one language that lacks the other. */
export function ensureShowable(enabled: boolean, { title, markdown }: TermsText): void {
  const findings = new Findings();
  const written = LOCALES.filter((locale) => title[locale] !== undefined || markdown[locale] !== undefined);
  if (enabled && written.length === 0) {
    findings.add(['markdown'], 'required');
  }
  for (const locale of written) {
    requireIn(findings, ['title', locale], title[locale]);
    requireIn(findings, ['markdown', locale], markdown[locale]);
  }
  findings.throwIfAny();
}

export function isSameText(one: TermsText, other: TermsText): boolean {
  return LOCALES.every((locale) => one.title[locale] === other.title[locale] && one.markdown[locale] === other.markdown[locale]);
}

function requireIn(findings: Findings, path: Path, text: string | undefined): void {
  if (text === undefined) {
    findings.add(path, 'required');
  }
}

const MARKDOWN: TextsRule = { check: checkMarkdown };

/** The author's text as it is, but for the kind of its line breaks and the blank lines around it. */
function checkMarkdown(raw: string): Checked<string> {
  if (/[\p{Surrogate}\p{Noncharacter_Code_Point}]/u.test(raw)) {
    return refused('broken-characters');
  }
  if (/(?![\t\n\r])\p{Control}/u.test(raw)) {
    return refused('control-characters');
  }
  const text = raw.replace(/\r\n?/g, '\n').trim();
  if (text === '') {
    return refused('required');
  }
  return Array.from(text).length > LONGEST_MARKDOWN ? refused('too-long', { maximum: LONGEST_MARKDOWN }) : valid(text);
}
