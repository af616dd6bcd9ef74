import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

export type TestEngine = 'sqlite' | 'mariadb';

/** The built service's own folder: `node dist/main.js` is what the tests start. */
export const PROJECT_FOLDER = join(__dirname, '..', '..');

/** The engine of this run. `npm test` runs the suite once per engine. */
export const ENGINE: TestEngine = process.env['TEST_ENGINE'] === 'mariadb' ? 'mariadb' : 'sqlite';

/** The run's own MariaDB or MySQL database; each test file makes its own beside it. */
export const TEST_DATABASE_URL = process.env['TEST_DATABASE_URL'] ?? 'mysql://root@127.0.0.1:3306/matricula_test';

/**
 * What a started service inherits from this process: enough to find node and
 * nothing that could set it up by accident.
 */
export const INHERITED_ENVIRONMENT: Record<string, string> = Object.fromEntries(
  ['PATH', 'HOME', 'LANG', 'TMPDIR'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);

/** A short value that no other test file, run or machine uses. */
export const uniqueText = (bytes = 4): string => randomBytes(bytes).toString('hex');
