import { Command, CommanderError } from 'commander';
import { createSiteCommand } from './commands/create-site';
import { createStaffCommand } from './commands/create-staff';
import { disableStaffCommand, enableStaffCommand } from './commands/disable-staff';
import { doctorCommand } from './commands/doctor';
import { eraseCommand } from './commands/erase';
import { exportSiteCommand } from './commands/export-site';
import { generateDocsCommand } from './commands/generate-docs';
import { importSiteCommand } from './commands/import-site';
import { migrateCommand } from './commands/migrate';
import { resealCommand } from './commands/reseal';
import { rotateKeysCommand } from './commands/rotate-keys';
import { runJobCommand } from './commands/run-job';
import { EXIT } from './commands/support/exit-codes';
import { sentenceOf } from './commands/support/sentence-of';
import { productVersion } from './product-version';

const COMMANDS = [
  doctorCommand(),
  migrateCommand(),
  createSiteCommand(),
  exportSiteCommand(),
  importSiteCommand(),
  createStaffCommand(),
  disableStaffCommand(),
  enableStaffCommand(),
  runJobCommand(),
  rotateKeysCommand(),
  resealCommand(),
  eraseCommand(),
  generateDocsCommand(),
];

const program = new Command('matricula')
  .description('The registration service of a learning platform: maintenance commands. Settings are those of the service.')
  .version(productVersion())
  .addHelpText('after', '\nExit codes: 0 done; 1 not done, standard error says why; 2 the command line was not understood.')
  .exitOverride();
for (const command of COMMANDS) {
  program.addCommand(command.copyInheritedSettings(program));
}

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    // It has said already what is wrong, or shown the help that was asked for.
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.notUnderstood;
    return;
  }
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = EXIT.notDone;
});
