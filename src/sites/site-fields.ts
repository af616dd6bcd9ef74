import { type HistoryFields } from '../site-history';
import { type Site } from './site.entity';

/** What the history of a site tells of the site itself. */
export function siteFields({ slug, name, registrationAvailable }: Omit<Site, 'id' | 'createdAt'>): HistoryFields {
  return { slug, name, registrationAvailable };
}
