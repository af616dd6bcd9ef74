import { type FieldFault } from '../platform/problem/field-fault';
import { MAIL_PARTS, type MailPart, type TemplateSource } from './domain/mail-templates';
import { type TemplateVariable } from './domain/template-variables';
import { faultsOfCss } from './inline-css';
import { readHtml } from './template-html';
import { readTemplate } from './template-language';

const LONGEST_PART: Readonly<Record<MailPart, number>> = { subject: 200, text: 20_000, html: 100_000 };

export interface FaultOfPart {
  readonly part: MailPart;
  readonly fault: FieldFault;
}

/** Everything that is wrong with a template: what passes can be filled with any values, and stays what its author has written. */
export function faultsOf(source: TemplateSource, variables: readonly TemplateVariable[]): readonly FaultOfPart[] {
  return MAIL_PARTS.flatMap((part) => faultsOfPart(part, source[part], variables).map((fault) => ({ part, fault })));
}

function faultsOfPart(part: MailPart, source: string, variables: readonly TemplateVariable[]): readonly FieldFault[] {
  const fault = faultOfText(part, source);
  if (fault !== null) {
    return [fault];
  }
  const { faults, braces } = readTemplate(source, part, variables);
  const isUnderstood = faults.every(({ code }) => code.startsWith('template-variable'));
  return part === 'html' && isUnderstood ? [...faults, ...faultsOfHtml(source, braces, variables)] : faults;
}

function faultsOfHtml(
  source: string,
  braces: Parameters<typeof readHtml>[1],
  variables: readonly TemplateVariable[],
): readonly FieldFault[] {
  const reading = readHtml(source, braces, addressesAmong(variables));
  return [...reading.faults, ...faultsOfCss(source, reading)];
}

function faultOfText(part: MailPart, source: string): FieldFault | null {
  const maximum = LONGEST_PART[part];
  if (source.trim() === '') {
    return { code: 'required' };
  }
  if (Array.from(source).length > maximum) {
    return { code: 'too-long', facts: { maximum } };
  }
  if (part === 'subject' && /[\r\n\u2028\u2029]/.test(source)) {
    return { code: 'line-break' };
  }
  return /(?![\n\t])\p{Control}/u.test(source) ? { code: 'control-characters' } : null;
}

/** The variables that may be where a link leads to. */
export function addressesAmong(variables: readonly TemplateVariable[]): ReadonlySet<string> {
  return new Set(variables.filter(({ kind }) => kind === 'address').map(({ name }) => name));
}
