import { type Config } from '../../platform/config/config';
import { configFromEnvironment } from '../../platform/config/environment';
import { ConfigError } from '../../platform/config/load-config';
import { sentenceOf } from '../support/sentence-of';
import { examineDatabase } from './examine-database';
import { examineFolder } from './examine-folder';
import { examineMail } from './examine-mail';
import { examinePublicUrl } from './examine-public-url';
import { examineRedis } from './examine-redis';
import { type Finding, ok, problem } from './finding';

type Examination = (config: Config) => Promise<Finding | readonly Finding[]>;

const EXAMINATIONS: Readonly<Record<string, Examination>> = {
  database: examineDatabase,
  'mail server': examineMail,
  Redis: examineRedis,
  PUBLIC_BASE_URL: examinePublicUrl,
  VAR_DIR: examineFolder,
};

/** Looks at everything a deployment needs; changes nothing. Without a usable configuration there is nothing else to look at. */
export async function examine(): Promise<readonly Finding[]> {
  let config: Config;
  try {
    config = configFromEnvironment();
  } catch (error) {
    const faults = error instanceof ConfigError ? error.faults : [sentenceOf(error)];
    return faults.map((fault) => problem('configuration', fault, 'Every setting: docs/generated/configure.md.'));
  }
  const known = config;
  const looks = Object.entries(EXAMINATIONS).map(([check, look]) => withoutFail(check, () => look(known)));
  return [
    ok('configuration', `Usable; mode ${config.mode}, Node.js ${process.versions.node}.`),
    ...(await Promise.all(looks)).flat(),
  ];
}

/** What cannot be looked at is a problem of its own, and hides no other. */
async function withoutFail(check: string, look: () => ReturnType<Examination>): Promise<readonly Finding[]> {
  try {
    const findings = await look();
    return 'check' in findings ? [findings] : findings;
  } catch (error) {
    return [problem(check, `It could not be looked at: ${sentenceOf(error)}`, 'See docs/troubleshoot.md.')];
  }
}
