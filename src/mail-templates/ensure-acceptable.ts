import { faultsOf, type TemplateSource, type TemplateVariable } from '../mail';
import { ValidationFailed } from '../platform/problem/validation-failed';

/** Throws `validation-failed` that names every fault of a template, with its place. */
export function ensureAcceptable(source: TemplateSource, variables: readonly TemplateVariable[]): void {
  const faults = faultsOf(source, variables);
  if (faults.length > 0) {
    throw new ValidationFailed(faults.map(({ part, fault }) => ({ pointer: `#/${part}`, fault })));
  }
}

/** As it is kept: line breaks of one kind, none around the subject. */
export function tidied({ subject, text, html }: TemplateSource): TemplateSource {
  const unixLines = (source: string): string => source.replace(/\r\n?/g, '\n');
  return { subject: unixLines(subject).trim(), text: unixLines(text), html: unixLines(html) };
}
