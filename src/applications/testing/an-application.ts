import { v7 } from 'uuid';
import { type Application } from '../application.entity';
import { searchKeysOf } from '../domain/search-keys';

/** An application as it lies in the database. Everything not said is valid; keys and id follow from what is said. */
export function anApplication(said: Partial<Application> & Pick<Application, 'siteId'>): Application {
  const appliedAt = said.appliedAt ?? new Date('2026-03-01T12:00:00.000Z');
  const id = said.id ?? v7({ msecs: appliedAt.getTime() });
  const name = said.name ?? 'Sam Example';
  const loginId = said.loginId === undefined ? `learner.${id.slice(-12)}` : said.loginId;
  const email = said.email ?? `learner.${id.slice(-12)}@school.example`;
  return {
    status: 'unapproved',
    loginIdKey: loginId?.toLowerCase() ?? null,
    emailKey: email.toLowerCase(),
    passwordHash: '-',
    displayName: null,
    department: null,
    position: null,
    country: null,
    language: null,
    timeZone: null,
    answers: '{}',
    formVersion: '0.-',
    termsVersion: null,
    groupId: null,
    signupUrlId: null,
    authenticationCodeId: null,
    locale: 'en',
    linkGeneration: 0,
    linkExpiresAt: appliedAt,
    activatedAt: null,
    decidedAt: null,
    decidedById: null,
    ...searchKeysOf(id, name, email.toLowerCase()),
    networkHash: null,
    ...{ remindedAt: null, concerns: null },
    ...said,
    appliedAt,
    id,
    name,
    loginId,
    email,
  };
}
