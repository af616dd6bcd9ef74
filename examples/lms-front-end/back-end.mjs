// What an LMS's back end does: checks members' tokens by itself, and asks the service with its API key for what it needs of all members.
import { createMatriculaClient, dataOf, itemsOf } from '@matricula/client';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';

/** The courses of this LMS. In a real one they come from its database. */
const COURSES = [
  { lmsId: 'evening-class', name: 'Evening class' },
  { lmsId: 'maths-101', name: 'Mathematics 101', code: 'MATH-101' },
];

/** A change is seen once it is done, but counts from when it began: ask for what is a minute older than the latest seen. */
const OVERLAP_MS = 60_000;

/**
 * Who a member's token says they are, checked as docs/member-tokens.md asks; null where it does not count.
 *
 * @param {{ matriculaUrl: string, site: string }} where
 */
export function tokenChecker({ matriculaUrl, site }) {
  const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', matriculaUrl), {
    cacheMaxAge: 300_000,
    cooldownDuration: 60_000,
  });
  const demands = { algorithms: ['ES256'], issuer: matriculaUrl, audience: `site:${site}` };
  return async (/** @type {string | undefined} */ authorization) => {
    const [, token = ''] = /^Bearer (.+)$/.exec(authorization ?? '') ?? [];
    try {
      return /** @type {Claims} */ ((await jwtVerify(token, keys, demands)).payload);
    } catch (error) {
      if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) return null;
      throw error;
    }
  };
}

/** @typedef {import('@matricula/client').Schemas['AccountResponse']} Account */
/** @typedef {{ sub: string, name: string, loginId?: string, email: string, groups: string[] }} Claims */

/** What the LMS knows of its members and tells of its courses. */
export class Lms {
  /** By the member's id, the `sub` of their tokens. @type {Map<string, Account>} */
  members = new Map();
  /** @type {string | null} */
  #latest = null;

  /** @param {{ matriculaUrl: string, site: string, apiKey: string }} where */
  constructor({ matriculaUrl, site, apiKey }) {
    this.client = createMatriculaClient({ baseUrl: matriculaUrl, token: apiKey });
    this.path = { site };
  }

  /** Courses become groups; those that are known already stay as they are. */
  async sendCourses() {
    const report = await dataOf(
      this.client.POST('/v1/sites/{site}/groups/sync', { params: { path: this.path, query: {} }, body: { groups: COURSES } }),
    );
    return report.summary;
  }

  /** Members who are new or have changed since the last time; answers how many it has heard of for the first time. */
  async fetchMembers() {
    const { path } = this;
    const before = this.members.size;
    const since = this.#latest === null ? {} : { updatedSince: new Date(Date.parse(this.#latest) - OVERLAP_MS).toISOString() };
    const changed = itemsOf((at) =>
      this.client.GET('/v1/sites/{site}/accounts', { params: { path, query: { limit: 200, ...since, ...at } } }),
    );
    for await (const account of changed) {
      this.members.set(account.id, account);
      this.#latest = account.updatedAt;
    }
    return this.members.size - before;
  }

  /** @param {string} lmsId */
  static nameOfCourse(lmsId) {
    return COURSES.find((course) => course.lmsId === lmsId)?.name ?? lmsId;
  }
}
