import { TARGET_LIMITS } from './rate-limits';
import { GRANTED_AT_LENGTH } from './target-limit.entity';

// SQLite does not mind a text that is too long for its column; MariaDB refuses it.
const LENGTH_OF_A_MOMENT = '9999999999999,'.length;

describe('the limits of targets', () => {
  it.each(Object.entries(TARGET_LIMITS))('%s remembers no more moments than its column has room for', (_, { times }) => {
    expect(times * LENGTH_OF_A_MOMENT).toBeLessThanOrEqual(GRANTED_AT_LENGTH);
  });
});
