import { Injectable } from '@nestjs/common';
import { DeclineReasonsStore, type SavedReasons } from './decline-reasons.store';

/** What is asked about a site's catalogue of reasons. */
@Injectable()
export class DeclineReasonsReadModel {
  constructor(private readonly reasons: DeclineReasonsStore) {}

  get(siteId: string): Promise<SavedReasons> {
    return this.reasons.current(siteId);
  }
}
