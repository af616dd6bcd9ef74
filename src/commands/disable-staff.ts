import { Command } from 'commander';
import { DisableStaff } from '../auth';
import { say } from './support/say';
import { withService } from './support/with-service';

const EMAIL = ['--email <address>', 'what the person logs in with'] as const;

export const disableStaffCommand = (): Command =>
  new Command('disable-staff')
    .description('Shut somebody on the staff out of the service, at once: all their sessions end. Their roles stay as they are.')
    .requiredOption(...EMAIL)
    .action(({ email }: { email: string }) => setDisabled(email, true));

export const enableStaffCommand = (): Command =>
  new Command('enable-staff')
    .description('Let somebody in again who was shut out.')
    .requiredOption(...EMAIL)
    .action(({ email }: { email: string }) => setDisabled(email, false));

async function setDisabled(email: string, disabled: boolean): Promise<void> {
  const person = await withService((service) => service.get(DisableStaff).byEmail(email, disabled));
  say(`${disabled ? 'disabled' : 'enabled'}: ${person.email}`);
}
