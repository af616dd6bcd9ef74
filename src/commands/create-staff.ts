import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module';
import { CreateStaff, type NewStaff, type SiteRole, STAFF_PASSWORD_MINIMUM } from '../auth';
import { checkEmailAddress } from '../identity';
import { configFromEnvironment } from '../platform/config/environment';

interface Options {
  readonly email: string;
  readonly name?: string;
  readonly operator: boolean;
  readonly site?: string;
  readonly role?: string;
  readonly passwordStdin: boolean;
}

const LONGEST_PASSWORD = 128;

/** Creates a member of staff; prints the password when it was generated, for the only time. */
export async function createStaff(options: Options): Promise<void> {
  const password = options.passwordStdin ? await passwordFromInput() : randomBytes(15).toString('base64url');
  const wanted = newStaffFrom(options, password);
  const app = await NestFactory.createApplicationContext(AppModule.forConfig(configFromEnvironment()), {
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  try {
    await app.get(CreateStaff).execute(wanted);
  } finally {
    await app.close();
  }
  const shown = options.passwordStdin ? '' : `password: ${password}\nIt must be changed at the first log-in.\n`;
  process.stdout.write(`created: ${wanted.email}\n${shown}`);
}

function newStaffFrom({ email, name, operator, site, role, passwordStdin }: Options, password: string): NewStaff {
  const checked = checkEmailAddress(email);
  if (!checked.ok) {
    throw new Error(`--email is not an address that mail can be sent to (${checked.fault.code}).`);
  }
  if (!operator && site === undefined) {
    throw new Error('Say what the person is: --operator, or --site with --role, or both.');
  }
  if ((site === undefined) !== (role === undefined)) {
    throw new Error('--site and --role belong together.');
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
  throw new Error('--role is one of administrator, reviewer, viewer.');
}

async function passwordFromInput(): Promise<string> {
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  if (password.length < STAFF_PASSWORD_MINIMUM || password.length > LONGEST_PASSWORD) {
    throw new Error(`The password must have ${STAFF_PASSWORD_MINIMUM} to ${LONGEST_PASSWORD} characters.`);
  }
  return password;
}
