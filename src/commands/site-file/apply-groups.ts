import { SyncGroups } from '../../group-sync';
import { Clock } from '../../platform/clock/clock';
import { ValidationFailed } from '../../platform/problem/validation-failed';
import { type ConfiguredGroup, ConfiguredGroupsReadModel, EditSignupUrl, PublishSignupUrl } from '../../signup-urls';
import { NOBODY_ON_THE_STAFF, THE_COMMAND_LINE } from '../../site-history';
import { type Applying } from './applying';
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
  const sent = groups.map(({ signupUrl: _, ...group }) => group);
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
  const onSite = { siteId, staffId: NOBODY_ON_THE_STAFF, by: THE_COMMAND_LINE };
  const hasCodes = url?.codes.some(({ removed }) => !removed) === true;
  const name = `groups[${group.lmsId}].signupUrl`;
  if (wanted.codeRequired && !hasCodes) {
    left.push(
      `${name}: ${url === null ? 'is not published' : 'stays as it is'}. It asks for a code, which no file has: do it by hand.`,
    );
    return;
  }
  const { note, endsAt } = wanted;
  if (endsAt != null && endsAt !== url?.endsAt?.toISOString() && isOver(endsAt, service.get(Clock).now())) {
    left.push(`${name}: ${url === null ? 'is not published' : 'stays as it is'}. It would have ended by now.`);
    return;
  }
  const body = {
    ...(note !== undefined && { note }),
    ...(endsAt !== undefined && endsAt !== (url?.endsAt?.toISOString() ?? null) && { endsAt }),
    ...(wanted.codeRequired !== (url?.codeRequired ?? false) && { authentication: { required: wanted.codeRequired } }),
  };
  await (url === null
    ? service.get(PublishSignupUrl).execute(onSite, { groupId: group.id, ...body })
    : service.get(EditSignupUrl).execute(onSite, { id: url.id, seen: url.version, body }));
}

const isOver = (endsAt: string, now: Date): boolean => new Date(endsAt) <= now;
