import { Injectable } from '@nestjs/common';
import { Keys } from '../platform/crypto/keys';
import { seal, unseal } from '../platform/crypto/sealed-box';
import { type Safe } from './domain/setting-rules';

/** The secrets that sites share with providers: in the database only as boxes, which `SECRET_KEY` opens. */
@Injectable()
export class ProviderSecrets implements Safe {
  constructor(private readonly keys: Keys) {}

  readonly close = (secret: string): string => seal(this.keys.for('provider-secrets-at-rest'), secret);

  readonly holds = (box: string | null, secret: string): boolean => this.open(box) === secret;

  /** Null for none, and for a box that was closed under another `SECRET_KEY`. */
  open(box: string | null): string | null {
    return box === null ? null : unseal(this.keys.accepted('provider-secrets-at-rest'), box);
  }
}
