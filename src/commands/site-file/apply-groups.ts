import { SyncGroups } from '../../group-sync';
import { Clock } from '../../platform/clock/clock';
import { ValidationFailed } from '../../platform/problem/validation-failed';
import {
  type ConfiguredGroup,
  ConfiguredGroupsReadModel,
  EditSignupUrl,
  PublishSignupUrl,
  type SignupUrl,
} from '../../signup-urls';
import { NOBODY_ON_THE_STAFF, THE_COMMAND_LINE } from '../../site-history';
import { type Applying, onlySaid } from './applying';
import { inSection } from './in-section';
import { type GroupInFile } from './site-file';

type WantedUrl = NonNullable<GroupInFile['signupUrl']>;

/**
 * The groups as an LMS sends them: those that are not in the list stay. Sign-up URLs are published or edited, never stopped, since a
 * stopped one does not come back. One that asks for a code is published by hand: codes are secrets, and without one it would be open to all.
 */
export async function applyGroups(applying: Applying, groups: readonly GroupInFile[] = []): Promise<void> {
  if (groups.length === 0) {
    return;
  }
  const { service, siteId } = applying;
  const sent = groups.map((group) => onlySaid({ ...group, signupUrl: undefined }));
  const report = await inSection(
    'groups',
    () => service.get(SyncGroups).execute(siteId, { groups: sent }, false, THE_COMMAND_LINE),
    '/groups',
  );
  const faults = report.groups.flatMap((group, i) =>
    group.outcome === 'refused'
      ? group.errors.map(({ pointer, fault }) => ({ pointer: `#/groups/${i}${pointer.slice(1)}`, fault }))
      : [],
  );
  if (faults.length > 0) {
    throw new ValidationFailed(faults);
  }
  const there = new Map((await service.get(ConfiguredGroupsReadModel).all(siteId)).map((each) => [each.group.lmsId, each]));
  for (const [i, { lmsId, signupUrl }] of groups.entries()) {
    const known = there.get(lmsId);
    if (signupUrl !== undefined && known !== undefined) {
      await inSection(`groups/${i}/signupUrl`, () => applyUrl(applying, known, signupUrl));
    }
  }
}

async function applyUrl({ service, siteId, left }: Applying, { group, url }: ConfiguredGroup, wanted: WantedUrl): Promise<void> {
  const obstacle = obstacleTo(wanted, url, service.get(Clock).now());
  if (obstacle !== null) {
    left.push(`groups[${group.lmsId}].signupUrl: ${url === null ? 'is not published' : 'stays as it is'}. ${obstacle}`);
    return;
  }
  const onSite = { siteId, staffId: NOBODY_ON_THE_STAFF, by: THE_COMMAND_LINE };
  const body = changeOf(wanted, url);
  await (url === null
    ? service.get(PublishSignupUrl).execute(onSite, { groupId: group.id, ...body })
    : service.get(EditSignupUrl).execute(onSite, { id: url.id, seen: url.version, body }));
}

/** Why a file alone cannot bring it about; null: it can. */
function obstacleTo({ codeRequired, endsAt }: WantedUrl, url: SignupUrl | null, now: Date): string | null {
  const hasCodes = url?.codes.some(({ removed }) => !removed) === true;
  if (codeRequired && !hasCodes) {
    return 'It asks for a code, which no file has: do it by hand.';
  }
  return typeof endsAt === 'string' && new Date(endsAt) <= now ? 'It would have ended by now.' : null;
}

/** Without what is so already: an edit asks for an end in the future. */
function changeOf({ codeRequired, note, endsAt }: WantedUrl, url: SignupUrl | null): object {
  const now = { codeRequired: url?.codeRequired ?? false, endsAt: url?.endsAt?.toISOString() ?? null };
  return onlySaid({
    note,
    endsAt: endsAt === now.endsAt ? undefined : endsAt,
    authentication: codeRequired === now.codeRequired ? undefined : { required: codeRequired },
  });
}
