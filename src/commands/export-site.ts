import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { SiteStore } from '../sites';
import { readSite } from './site-file/read-site';
import { writeSiteFile } from './site-file/write-site-file';
import { say } from './support/say';
import { withService } from './support/with-service';

interface Options {
  readonly site: string;
  readonly output?: string;
  readonly groups: boolean;
}

export const exportSiteCommand = (): Command =>
  new Command('export-site')
    .description('Write down how a site is set up, as YAML: no secrets, no people, no applications. "import-site" reads it.')
    .requiredOption('--site <slug>', 'the site')
    .option('--output <file>', 'into this file instead of on standard output')
    .option('--without-groups', 'leave out the groups and their sign-up URLs')
    .action((options: Omit<Options, 'groups'> & { withoutGroups?: boolean }) =>
      exportSite({ ...options, groups: options.withoutGroups !== true }),
    );

async function exportSite({ site, output, groups }: Options): Promise<void> {
  const text = await withService(async (service) => {
    const { id } = await service.get(SiteStore).getBySlug(site);
    return writeSiteFile(await readSite(service, id, groups));
  });
  if (output === undefined) {
    process.stdout.write(text);
  } else {
    writeFileSync(output, text);
    say(`written: ${output}`);
  }
}
