import { Injectable } from '@nestjs/common';
import { type RetentionSettings } from './retention-settings.entity';
import { RetentionSettingsStore } from './retention-settings.store';

/** What is asked about a site's retention. */
@Injectable()
export class RetentionReadModel {
  constructor(private readonly settings: RetentionSettingsStore) {}

  get(siteId: string): Promise<RetentionSettings> {
    return this.settings.get(siteId);
  }
}
