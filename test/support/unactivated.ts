import { v7 } from 'uuid';
import { Application, ApplicationHistory, Claim } from '../../src/applications';
import { anApplication } from '../../src/applications/testing/an-application';
import { IdempotentRequest } from '../../src/idempotency';
import { Mail } from '../../src/mail';
import { Site } from '../../src/sites';
import { type TestDatabase } from './database';
import { withManager } from './groups';

const DAY_IN_MS = 24 * 3_600_000;
const ROWS_A_STATEMENT = 500;

/** As if so many had applied so many days ago, and nobody had activated; answers their ids. */
export function insertUnactivated(database: TestDatabase, slug: string, count: number, daysAgo: number): Promise<string[]> {
  return withManager(database, async (manager) => {
    const { id: siteId } = await manager.findOneByOrFail(Site, { slug });
    const sentAt = Date.now() - daysAgo * DAY_IN_MS - count;
    const applications = Array.from({ length: count }, (_, i) =>
      anApplication({ siteId, status: 'not_activated', appliedAt: new Date(sentAt + i) }),
    );
    const claims = applications.map(({ id: applicationId, emailKey: value }) => ({
      siteId,
      kind: 'email' as const,
      value,
      applicationId,
    }));
    for (let from = 0; from < count; from += ROWS_A_STATEMENT) {
      await manager.insert(Application, applications.slice(from, from + ROWS_A_STATEMENT));
      await manager.insert(Claim, claims.slice(from, from + ROWS_A_STATEMENT));
    }
    return applications.map(({ id }) => id);
  });
}

/** As if an application had been sent so many days ago: it says so of itself, and in its id. Answers that. */
export function makeOlder(database: TestDatabase, id: string, days: number): Promise<string> {
  return withManager(database, async (manager) => {
    const application = await manager.findOneByOrFail(Application, { id });
    const appliedAt = new Date(application.appliedAt.getTime() - days * DAY_IN_MS);
    const older = v7({ msecs: appliedAt.getTime() });
    await manager.insert(Application, { ...application, id: older, appliedAt });
    for (const entity of [Claim, Mail, ApplicationHistory]) {
      await manager.update(entity, { applicationId: id }, { applicationId: older });
    }
    await manager.update(IdempotentRequest, { aboutId: id }, { aboutId: older });
    await manager.delete(Application, { id });
    return older;
  });
}
