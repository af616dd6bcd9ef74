import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ListedOrigins } from '../platform/http/listed-origins';
import { RegistrationSettingsStore } from './registration-settings.store';

/** Tells those who answer pages of other origins which of them the sites list. */
@Injectable()
export class IntroduceFrontEnds implements OnModuleInit {
  constructor(
    private readonly origins: ListedOrigins,
    private readonly settings: RegistrationSettingsStore,
  ) {}

  onModuleInit(): void {
    this.origins.lookedUpBy(() => this.settings.frontEndOrigins());
  }
}
