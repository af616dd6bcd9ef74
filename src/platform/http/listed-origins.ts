import { Injectable } from '@nestjs/common';
import { Clock, SECONDS } from '../clock/clock';

/** A site, by its name in addresses, and the origins that its front ends are served from. */
export interface SiteOrigins {
  readonly site: string;
  readonly origins: readonly string[];
}

type LookUp = () => Promise<readonly SiteOrigins[]>;

/** So long a change may take to count in another process. */
const KNOWN_FOR = 10 * SECONDS;

/**
 * Which origins the sites list. Whoever keeps the lists introduces themselves.
 *
 * All lists are read at once, and remembered for ten seconds: whatever origins
 * and sites strangers make up, they cost one query in that time. While the
 * database is away what was known goes on counting; before anything is known, nobody
 * is listed.
 */
@Injectable()
export class ListedOrigins {
  private lookUp: LookUp = () => Promise.resolve([]);
  private known: readonly SiteOrigins[] = [];
  private readAt = 0;
  private changes = 0;
  private reading: Promise<void> | null = null;

  constructor(private readonly clock: Clock) {}

  lookedUpBy(lookUp: LookUp): void {
    this.lookUp = lookUp;
  }

  /** Somebody has changed a list: it counts at once in this process. */
  forget(): void {
    this.changes += 1;
    this.readAt = 0;
    this.reading = null;
  }

  /** Whether `site` lists `origin`; without a site, whether any does. Compared exactly, as browsers write origins. */
  async isListed(origin: string, site?: string): Promise<boolean> {
    if (this.clock.now().getTime() - this.readAt >= KNOWN_FOR) {
      this.reading ??= this.read();
      await this.reading;
    }
    return this.known.some(({ site: each, origins }) => (site === undefined || each === site) && origins.includes(origin));
  }

  private async read(): Promise<void> {
    const startedAt = this.clock.now().getTime();
    const changes = this.changes;
    try {
      const read = await this.lookUp();
      // What was read before a change says nothing of it.
      if (changes === this.changes) {
        [this.known, this.readAt] = [read, startedAt];
      }
    } catch {
      // Told by who watches the database; the next who asks tries again.
    } finally {
      if (changes === this.changes) {
        this.reading = null;
      }
    }
  }
}
