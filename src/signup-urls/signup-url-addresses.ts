import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config';

/** Where people reach a sign-up URL. */
@Injectable()
export class SignupUrlAddresses {
  constructor(private readonly config: Config) {}

  of(key: string): string {
    return `${this.config.http.publicBaseUrl}/r/${key}`;
  }
}
