import { Redis } from 'ioredis';
import { type Config } from '../../platform/config/config';
import { sentenceOf } from '../support/sentence-of';
import { type Finding, ok, warning } from './finding';

const CHECK = 'Redis';
const PATIENCE_IN_MS = 3_000;

/** Whether Redis answers, where one is named. The service does without it: each process then counts for itself. */
export async function examineRedis({ redisUrl }: Config): Promise<Finding> {
  if (redisUrl === null) {
    return ok(CHECK, 'Not used: limits per client address are counted by each process for itself.');
  }
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: PATIENCE_IN_MS,
    commandTimeout: PATIENCE_IN_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let refused: unknown;
  redis.on('error', (error) => {
    refused = error;
  });
  try {
    await redis.connect();
    await redis.ping();
    return ok(CHECK, 'It answers.');
  } catch (error) {
    return warning(
      CHECK,
      `It does not answer: ${sentenceOf(refused ?? error)} Each process counts for itself until it does.`,
      'Look at REDIS_URL, and whether the server may be reached from here.',
    );
  } finally {
    redis.disconnect();
  }
}
