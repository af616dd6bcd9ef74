import { Command } from 'commander';
import { THE_COMMAND_LINE } from '../site-history';
import { CreateSite, CreateSiteRequest } from '../sites';
import { asRequest } from './support/as-request';
import { say } from './support/say';
import { withService } from './support/with-service';

interface Options {
  readonly name: string;
  readonly registrationAvailable: boolean;
}

export const createSiteCommand = (): Command =>
  new Command('create-site')
    .description('Create a site. Registration stays closed until an administrator of the site enables it.')
    .argument('<slug>', 'its name in addresses: 2 to 40 lower-case letters, digits and hyphens')
    .requiredOption('--name <name>', 'what people call the site')
    .option('--registration-available', 'let its administrators enable registration', false)
    .action(createSite);

async function createSite(slug: string, { name, registrationAvailable }: Options): Promise<void> {
  const wanted = await asRequest(CreateSiteRequest, { slug, name, registrationAvailable });
  const site = { slug: wanted.slug, name: wanted.name, registrationAvailable };
  await withService((service) => service.get(CreateSite).execute(site, THE_COMMAND_LINE));
  say(`created: ${slug}`);
}
