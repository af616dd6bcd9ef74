import { Document, isMap, isScalar } from 'yaml';
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
  return document.toString({ lineWidth: 0, blockQuote: 'literal' });
}
