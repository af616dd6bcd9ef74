import { Document, isMap, isScalar, Scalar, visit } from 'yaml';
import { type SiteFile } from './site-file';

const ABOUT_THE_FILE = [
  ' How a site of Matricula is set up; written by "matricula export-site", read by "matricula import-site".',
  ' No secrets and nobody’s data are in it. What is left out when it is read stays as it is.',
].join('\n');

const ABOUT: Readonly<Record<string, string>> = {
  settings: ' Of who is told of applications, only whether administrators are: colleagues are people.',
  botProtection: ' Without the secrets of providers: they are entered by hand.',
  mailTemplates: ' The site’s own; all others are as they are built in.',
  groups: ' Sign-up URLs without their addresses and codes: each service makes its own.',
};

// Spaces at the beginning of a text, and lines of nothing else, do not come back from a block of lines, as which the yaml package (2.9) would write them.
const NEEDS_QUOTES = /^\s|\n[^\S\n]+(\n|$)|[\r\u0085\u2028\u2029]/;

/** `file` as YAML, in its order. Whatever a reader of YAML 1.1 would take for something else is in quotes. */
export function writeSiteFile(file: SiteFile): string {
  const document = new Document(file, { version: '1.2', compat: 'yaml-1.1', aliasDuplicateObjects: false });
  document.commentBefore = ABOUT_THE_FILE;
  if (isMap(document.contents)) {
    for (const [i, { key }] of document.contents.items.entries()) {
      if (isScalar(key)) {
        key.commentBefore = ABOUT[String(key.value)] ?? null;
        key.spaceBefore = i > 0;
      }
    }
  }
  visit(document, {
    Scalar: (_key, scalar) => {
      if (typeof scalar.value === 'string' && NEEDS_QUOTES.test(scalar.value)) {
        scalar.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document.toString({ lineWidth: 0, blockQuote: 'literal' });
}
