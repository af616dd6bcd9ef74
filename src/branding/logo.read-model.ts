import { Injectable } from '@nestjs/common';
import { Remembered } from '../platform/memory/remembered';
import { DomainError } from '../platform/problem/domain-error';
import { logoHashOf } from './logo-address';
import { LARGEST_LOGO_IN_KIB, type LogoMediaType } from './logo-image';
import { SiteBrandingStore } from './site-branding.store';

const LOGOS_REMEMBERED = 40;

export interface Logo {
  readonly mediaType: LogoMediaType;
  readonly bytes: Buffer;
}

/** The logos that browsers ask for. Whether a logo still is one is looked up each time; its bytes, which its hash stands for, are remembered. */
@Injectable()
export class LogoReadModel {
  private readonly remembered = new Remembered<Buffer>(LOGOS_REMEMBERED * LARGEST_LOGO_IN_KIB * 1024, ({ length }) => length);

  constructor(private readonly brandings: SiteBrandingStore) {}

  /** Throws `not-found` for a logo that the site has no more, or a site that is none. */
  async get(siteId: string, hash: string): Promise<Logo> {
    const { logoHash, logoMediaType } = await this.brandings.get(siteId);
    const bytes = hash === logoHash ? (this.remembered.get(hash) ?? (await this.read(siteId, hash))) : null;
    if (bytes === null || logoMediaType === null) {
      throw new DomainError('not-found', 'This site has no such logo.');
    }
    return { mediaType: logoMediaType, bytes };
  }

  // Somebody may replace the logo between the two statements: other bytes must not be kept under this hash.
  private async read(siteId: string, hash: string): Promise<Buffer | null> {
    const bytes = await this.brandings.logoBytes(siteId);
    return bytes === null || logoHashOf(bytes) !== hash ? null : this.remembered.keep(hash, bytes);
  }
}
