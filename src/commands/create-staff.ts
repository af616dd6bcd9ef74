import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { CreateStaff, type NewStaff, type SiteRole, STAFF_PASSWORD_MINIMUM } from '../auth';
import { checkEmailAddress } from '../identity';
import { CommandFailed } from './support/command-failed';
import { say } from './support/say';
import { withService } from './support/with-service';

interface Options {
  readonly email: string;
  readonly name?: string;
  readonly operator: boolean;
  readonly site?: string;
  readonly role?: string;
  readonly passwordStdin: boolean;
}

const LONGEST_PASSWORD = 128;

const SITE_ROLES = ['administrator', 'reviewer', 'viewer'];

export const createStaffCommand = (): Command =>
  new Command('create-staff')
    .description(
      'Create an operator, or an administrator, reviewer or viewer of a site. Prints a generated password, for the only time.',
    )
    .requiredOption('--email <address>', 'what the person logs in with')
    .option('--name <name>', 'what colleagues read beside a decision (default: the part of the address before the @)')
    .option('--operator', 'works for the whole service: creates sites, makes registration available', false)
    .option('--site <slug>', 'the site the person works for')
    .option('--role <role>', `what the person is on the site: ${SITE_ROLES.join(', ')}`)
    .option('--password-stdin', 'read the password from standard input instead of generating one', false)
    .action(createStaff);

async function createStaff(options: Options): Promise<void> {
  const password = options.passwordStdin ? await passwordFromInput() : randomBytes(15).toString('base64url');
  const wanted = newStaffFrom(options, password);
  await withService((service) => service.get(CreateStaff).execute(wanted));
  say(`created: ${wanted.email}`);
  if (!options.passwordStdin) {
    say(`password: ${password}`, 'It must be changed at the first log-in.');
  }
}

function newStaffFrom({ email, name, operator, site, role, passwordStdin }: Options, password: string): NewStaff {
  const checked = checkEmailAddress(email);
  if (!checked.ok) {
    throw new CommandFailed(`--email is not an address that mail can be sent to (${checked.fault.code}).`);
  }
  if (!operator && site === undefined) {
    throw new CommandFailed('Say what the person is: --operator, or --site with --role, or both.');
  }
  if ((site === undefined) !== (role === undefined)) {
    throw new CommandFailed('--site and --role belong together.');
  }
  return {
    name: name ?? email.split('@')[0] ?? email,
    email: checked.value.asTyped,
    password,
    isOperator: operator,
    mustChangePassword: !passwordStdin,
    ...(site !== undefined && { membership: { site, role: siteRole(role) } }),
  };
}

function siteRole(role: string | undefined): SiteRole {
  if (role === 'administrator' || role === 'reviewer' || role === 'viewer') {
    return role;
  }
  throw new CommandFailed('--role is one of administrator, reviewer, viewer.');
}

async function passwordFromInput(): Promise<string> {
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  if (password.length < STAFF_PASSWORD_MINIMUM || password.length > LONGEST_PASSWORD) {
    throw new CommandFailed(`The password must have ${STAFF_PASSWORD_MINIMUM} to ${LONGEST_PASSWORD} characters.`);
  }
  return password;
}
