import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of the product, of package.json. */
export function productVersion(): string {
  // Built, this file lies one folder deeper than its source.
  const [file = ''] = ['../package.json', '../../package.json']
    .map((path) => join(__dirname, path))
    .filter((path) => existsSync(path));
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}
