import { resolve } from 'node:path';

export type DatabaseSettings =
  { readonly engine: 'sqlite'; readonly file: string } | { readonly engine: 'mysql'; readonly url: string };

/**
 * Reads `DATABASE_URL`: `mysql://` and `mariadb://` name a server (which of the
 * two answers is found out when connecting), `sqlite:PATH` a file.
 * Returns null for anything else.
 */
export function parseDatabaseUrl(value: string): DatabaseSettings | null {
  if (value.startsWith('sqlite:')) {
    const path = value.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '');
    return path === '' ? null : { engine: 'sqlite', file: resolve(path) };
  }
  if (!/^(mysql|mariadb):\/\//.test(value) || !URL.canParse(value)) {
    return null;
  }
  const url = new URL(value);
  if (url.hostname === '' || url.pathname.length < 2) {
    return null;
  }
  return { engine: 'mysql', url: value.replace(/^mariadb:/, 'mysql:') };
}
