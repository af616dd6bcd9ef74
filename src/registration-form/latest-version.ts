import { type DataSource } from 'typeorm';
import { preparedRead } from '../platform/database/prepared-read';

// Asked by every application and every form that is shown.
const LATEST = {
  fields: 'SELECT MAX(version) AS latest FROM registration_forms WHERE siteId = ?',
  terms: 'SELECT MAX(revision) AS latest FROM registration_terms WHERE siteId = ?',
} as const;

/** The highest version there is of a site's fields or terms; 0 when nobody has made one. */
export async function latestVersion(dataSource: DataSource, of: keyof typeof LATEST, siteId: string): Promise<number> {
  const [row] = await preparedRead<{ latest: number | null }>(dataSource, LATEST[of], [siteId]);
  return row?.latest ?? 0;
}
