import { parseDocument } from 'yaml';
import { CommandFailed } from '../support/command-failed';
import { FORMAT, SITE_FILE, type SiteFile } from './site-file';

// 10,000 groups of some 800 bytes each, and the rest.
const LARGEST_FILE_IN_MIB = 16;
const LARGEST_FILE = LARGEST_FILE_IN_MIB * 1024 * 1024;
const MOST_FAULTS_TOLD = 20;

type Issues = NonNullable<ReturnType<typeof SITE_FILE.safeParse>['error']>['issues'];

/**
 * What `bytes` say of a site: YAML 1.2, in which `no` and `2026-01-01` are texts. Aliases and tags are not taken: a few lines of
 * them can stand for gigabytes. Throws {@link CommandFailed} that names the place of each fault.
 */
export function readSiteFile(bytes: Uint8Array): SiteFile {
  if (bytes.byteLength > LARGEST_FILE) {
    throw new CommandFailed(`The file has more than ${LARGEST_FILE_IN_MIB} MiB.`);
  }
  const said = parsed(textOf(bytes));
  const version = typeof said === 'object' && said !== null && 'matriculaSite' in said ? said.matriculaSite : undefined;
  if (version !== FORMAT) {
    throw new CommandFailed(`matriculaSite: has to be ${FORMAT}, which is what this version of the service reads.`);
  }
  const checked = SITE_FILE.safeParse(said);
  if (!checked.success) {
    throw new CommandFailed(faultsIn(checked.error.issues).slice(0, MOST_FAULTS_TOLD).join(' '));
  }
  return checked.data;
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CommandFailed('The file is not UTF-8.');
  }
}

function parsed(text: string): unknown {
  try {
    const document = parseDocument(text, {
      version: '1.2',
      schema: 'core',
      uniqueKeys: true,
      stringKeys: true,
      prettyErrors: true,
    });
    const [fault] = [...document.errors, ...document.warnings];
    if (fault === undefined) {
      return document.toJS({ maxAliasCount: 0 });
    }
    throw new CommandFailed(`This is not YAML as it is read here: ${fault.message.split('\n', 1)[0] ?? ''}`);
  } catch (error) {
    if (error instanceof CommandFailed) {
      throw error;
    }
    throw new CommandFailed(
      error instanceof ReferenceError
        ? 'Aliases (*name) are not read: write it out.'
        : 'The file is nested too deeply to be read.',
    );
  }
}

function faultsIn(issues: Issues): string[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => `${[...path, shown(key)].join('.')}: is not known.`);
    }
    return [
      `${path.map(shown).join('.') || 'The file'}: ${issue.code === 'invalid_type' ? `has to be: ${issue.expected}.` : `${issue.message}.`}`,
    ];
  });
}

// A key can be anything, and as long as the file.
const shown = (key: string): string => JSON.stringify(key.slice(0, 60)).slice(1, -1);
