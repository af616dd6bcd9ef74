import { Command } from 'commander';
import { RotateSigningKeys, type Rotation } from '../signing-keys';
import { CommandFailed } from './support/command-failed';
import { say } from './support/say';
import { withService } from './support/with-service';

interface Options {
  readonly revoke?: string;
}

export const rotateKeysCommand = (): Command =>
  new Command('rotate-keys')
    .description(
      'Put a new key in the place of the one that access tokens are signed with. It is published at once and signs ten minutes later; ' +
        'the old one stays published for an hour after that. Nobody is logged out. Running replicas need no restart.',
    )
    .option('--revoke <kid>', 'instead: take this key away now, for one that somebody else may have; its tokens count no more')
    .action(rotateKeys);

async function rotateKeys({ revoke }: Options): Promise<void> {
  await withService(async (service) => {
    const keys = service.get(RotateSigningKeys);
    if (revoke === undefined) {
      const rotation = await keys.execute();
      tell(rotation, rotation.isWaiting ? 'waits already' : 'published');
      return;
    }
    const rotation = await keys.revoke(revoke);
    if (rotation === null) {
      throw new CommandFailed(`There is no key ${revoke}. /.well-known/jwks.json names those there are.`);
    }
    tell(rotation, 'signs instead');
    say('Each replica looks again within a minute; front ends that keep the keys for five minutes know it after that.');
  });
}

function tell({ next, removed }: Rotation, what: string): void {
  if (next !== null) {
    say(`${what}: ${next.id}`, `signs from: ${next.signsFrom.toISOString()}`);
  }
  say(...removed.map((id) => `removed: ${id}`));
}
