import { createInterface } from 'node:readline/promises';
import { type INestApplicationContext } from '@nestjs/common';
import { Command } from 'commander';
import { type Application } from '../applications';
import { ErasePerson, type Eraser, type ErasureView, type ToErase } from '../cleanup';
import { SiteStore } from '../sites';
import { CommandFailed } from './support/command-failed';
import { say } from './support/say';
import { withService } from './support/with-service';

interface Options {
  readonly site: string;
  readonly application?: string;
  readonly email?: string;
  readonly yes: boolean;
}

export const eraseCommand = (): Command =>
  new Command('erase')
    .description(
      'Erase a person from a site: their applications, the account they have become, mails, and every word in histories. ' +
        'Shows what goes and asks first. Prints the receipt, which is kept. Cannot be undone.',
    )
    .requiredOption('--site <slug>', 'the site')
    .option('--application <id>', 'one application')
    .option('--email <address>', 'all applications with this address')
    .option('--yes', 'do not ask', false)
    .action(erase);

async function erase(options: Options): Promise<void> {
  const whom = whomFrom(options);
  await withService(async (service) => {
    const { id: siteId } = await service.get(SiteStore).getBySlug(options.site);
    if (!options.yes) {
      await ensureWanted(service, siteId, whom);
    }
    // The command line has no name, and no request.
    const by: Eraser = { siteId, staffId: null, name: null, requestId: null };
    const erasures = service.get(ErasePerson);
    tellReceipt('email' in whom ? await erasures.byEmail(by, whom.email) : await erasures.byApplication(by, whom.application));
  });
}

function whomFrom({ application, email }: Options): ToErase {
  if (application !== undefined && email === undefined) {
    return { application };
  }
  if (email !== undefined && application === undefined) {
    return { email };
  }
  throw new CommandFailed('Say whom to erase: either --application or --email.');
}

async function ensureWanted(service: INestApplicationContext, siteId: string, whom: ToErase): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new CommandFailed('Nobody is there to be asked. Say --yes to erase without a question.');
  }
  tellWhatGoes(await service.get(ErasePerson).preview(siteId, whom));
  const questions = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await questions.question('This cannot be undone. Erase? Type yes: ');
  questions.close();
  if (answer.trim().toLowerCase() !== 'yes') {
    throw new CommandFailed('Nothing was erased.');
  }
}

function tellWhatGoes(applications: readonly Application[]): void {
  for (const { id, name, email, status, appliedAt } of applications) {
    const account = status === 'approved' ? ', with the account it has become' : '';
    say(`application ${id}: ${name} <${email}>, ${status}, sent ${appliedAt.toISOString()}${account}`);
  }
  say(
    applications.length === 0
      ? 'There is nothing of such a person; a receipt will say so.'
      : 'and all mails and histories about it.',
  );
}

function tellReceipt({ erasure: { id, erasedAt, applications, accounts, mails } }: ErasureView): void {
  say(`receipt: ${id}`, `erased at: ${erasedAt.toISOString()}`);
  for (const { id: application, status } of applications) {
    say(`application: ${application} (${status})`);
  }
  say(`applications: ${applications.length}, accounts: ${accounts}, mails: ${mails}`);
}
