import { type Group } from '../../groups';
import { type AuthenticationCode } from '../domain/authentication-code';
import { type SignupUrl } from '../signup-url.entity';

const NOW = new Date('2026-03-01T12:00:00.000Z');

export function aGroup(said: Partial<Group> = {}): Group {
  return {
    siteId: 'site',
    id: 'group',
    lmsId: said.id ?? 'group',
    name: 'Evening class',
    nameKey: 'evening class',
    code: null,
    codeKey: null,
    parentId: null,
    memberLimit: null,
    archived: false,
    signupUrlStatus: 'not_published',
    signupUrlId: null,
    createdAt: NOW,
    updatedAt: NOW,
    ...said,
  };
}

/** A live one, of the group `group`. */
export function aSignupUrl(said: Partial<SignupUrl> = {}): SignupUrl {
  return {
    siteId: 'site',
    id: 'url',
    groupId: 'group',
    liveGroupId: 'group',
    key: `key-of-${said.id ?? 'url'}`,
    codeRequired: false,
    codes: [],
    note: null,
    endsAt: null,
    publishedAt: NOW,
    publishedById: 'staff',
    stoppedAt: null,
    stoppedById: null,
    stopReason: null,
    version: 1,
    updatedAt: NOW,
    ...said,
  };
}

export const aCode = (code: string, removed = false): AuthenticationCode => ({ id: `id of ${code}`, code, label: null, removed });
