import { readFileSync } from 'node:fs';
import { type INestApplicationContext } from '@nestjs/common';
import { Command } from 'commander';
import { Transactions } from '../platform/database/transactions';
import { THE_COMMAND_LINE } from '../site-history';
import { CreateSite, CreateSiteRequest, type Site, SiteStore } from '../sites';
import { applySiteFile } from './site-file/apply-site-file';
import { changesBetweenFiles } from './site-file/changes-between-files';
import { inSection } from './site-file/in-section';
import { readSite } from './site-file/read-site';
import { readSiteFile } from './site-file/read-site-file';
import { type SiteFile } from './site-file/site-file';
import { asRequest } from './support/as-request';
import { CommandFailed } from './support/command-failed';
import { say } from './support/say';
import { withService } from './support/with-service';

interface Options {
  readonly site?: string;
  readonly create: boolean;
  readonly dryRun: boolean;
}

interface Imported {
  readonly changes: readonly string[];
  /** What has to be done by hand. */
  readonly left: readonly string[];
}

export const importSiteCommand = (): Command =>
  new Command('import-site')
    .description('Set up a site as a file says that "export-site" has written. Shows what changes; all of it does, or nothing.')
    .argument('<file>', 'YAML')
    .option('--site <slug>', 'another site than the one the file names')
    .option('--create', 'create the site, which does not exist yet', false)
    .option('--dry-run', 'change nothing: only show what would', false)
    .action(importSite);

async function importSite(path: string, options: Options): Promise<void> {
  const file = readSiteFile(readFileSync(path));
  const slug = options.site ?? file.site?.slug;
  if (typeof slug !== 'string') {
    throw new CommandFailed('site.slug: is missing. Say which site, here or with --site.');
  }
  const imported = await withService((service) => importInto(service, { slug, file, ...options }));
  tell(imported, options.dryRun);
}

/** In one transaction: a dry run goes the same way to its end, and is undone. */
async function importInto(
  service: INestApplicationContext,
  { slug, file, create, dryRun }: Pick<Options, 'create' | 'dryRun'> & { readonly slug: string; readonly file: SiteFile },
): Promise<Imported> {
  let imported: Imported = { changes: [], left: [] };
  await service.get(Transactions).together(async () => {
    const withGroups = file.groups !== undefined;
    const site = create ? await createSite(service, slug, file) : await service.get(SiteStore).getBySlug(slug);
    const before = await readSite(service, site.id, withGroups);
    const left = await applySiteFile(service, site, file);
    const changes = changesBetweenFiles(before, await readSite(service, site.id, withGroups));
    imported = { changes: [...(create ? [`+ site: ${site.slug}, new; what differs from a new site:`] : []), ...changes], left };
    // Where nothing differs, nothing is kept either: no row says that somebody looked.
    return dryRun || imported.changes.length === 0 ? 'undo' : 'keep';
  });
  return imported;
}

async function createSite(service: INestApplicationContext, slug: string, file: SiteFile): Promise<Site> {
  const { name, registrationAvailable = false } = file.site ?? {};
  const wanted = await inSection('site', () => asRequest(CreateSiteRequest, { slug, name, registrationAvailable }));
  return service
    .get(CreateSite)
    .execute(
      { slug: wanted.slug, name: wanted.name, registrationAvailable: wanted.registrationAvailable === true },
      THE_COMMAND_LINE,
    );
}

function tell({ changes, left }: Imported, isDryRun: boolean): void {
  say(...changes, ...left.map((each) => `left: ${each}`));
  if (changes.length === 0) {
    say('nothing to change');
  } else {
    say(isDryRun ? `${changes.length} changes; nothing was changed (--dry-run)` : `${changes.length} changes, done`);
  }
}
