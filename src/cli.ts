import { Command } from 'commander';
import { createStaff } from './commands/create-staff';
import { generateDocs } from './commands/generate-docs';
import { migrateDatabase } from './commands/migrate-database';

const SITE_ROLES = ['administrator', 'reviewer', 'viewer'];

const program = new Command('matricula').description('The registration service of a learning platform: maintenance commands.');

program
  .command('migrate')
  .description('Bring the database to the schema of this version. Safe to run at any time, and by several processes at once.')
  .action(migrateDatabase);

program
  .command('create-staff')
  .description('Create an operator, or an administrator, reviewer or viewer of a site. Prints a generated password.')
  .requiredOption('--email <address>', 'what the person logs in with')
  .option('--name <name>', 'what colleagues read beside a decision (default: the part of the address before the @)')
  .option('--operator', 'works for the whole service: creates sites, makes registration available', false)
  .option('--site <slug>', 'the site the person works for')
  .option('--role <role>', `what the person is on the site: ${SITE_ROLES.join(', ')}`)
  .option('--password-stdin', 'read the password from standard input instead of generating one', false)
  .action(createStaff);

program
  .command('generate-docs')
  .description('Write docs/generated: OpenAPI document, problems, life-cycle picture. For developers.')
  .option('--check', 'write nothing; fail when a document is not up to date', false)
  .action(generateDocs);

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
