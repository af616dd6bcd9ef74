import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { Ids } from '../platform/ids/ids';
import { codesAfter } from './domain/authentication';
import { type WantedOptions } from './domain/options';
import { type SignupUrl } from './signup-url.entity';

// 144 bit, 24 characters.
const KEY_LENGTH_IN_BYTES = 18;

export interface NewUrl {
  readonly siteId: string;
  readonly groupId: string;
  readonly options: WantedOptions;
  readonly staffId: string;
}

/** Makes sign-up URLs: with a key that nobody can guess, and codes with ids of their own. */
@Injectable()
export class NewSignupUrls {
  constructor(
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  make({ siteId, groupId, options, staffId }: NewUrl): SignupUrl {
    const { authentication, note = null, endsAt = null } = options;
    const now = this.clock.now();
    return {
      siteId,
      id: this.ids.next(),
      groupId,
      liveGroupId: groupId,
      key: randomBytes(KEY_LENGTH_IN_BYTES).toString('base64url'),
      codeRequired: authentication?.required ?? false,
      codes: codesAfter(authentication?.codes ?? [], [], () => this.ids.next()),
      note,
      endsAt,
      publishedAt: now,
      publishedById: staffId,
      stoppedAt: null,
      stoppedById: null,
      stopReason: null,
      version: 1,
      updatedAt: now,
    };
  }
}
