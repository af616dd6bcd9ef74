import { Injectable } from '@nestjs/common';
import { Transactions } from '../platform/database/transactions';
import { type HistoryActor } from '../site-history';
import { logoHashOf } from './logo-address';
import { readLogoImage } from './logo-image';
import { SaveBranding } from './save-branding';
import { type SiteBranding } from './site-branding.entity';
import { SiteBrandingStore } from './site-branding.store';

const NO_LOGO = { logoHash: null, logoMediaType: null, logoWidth: null, logoHeight: null } as const;

/** An administrator puts a logo on the site's pages, or takes it away. The bytes are kept as they came; what they are is read in them. */
@Injectable()
export class ReplaceLogo {
  constructor(
    private readonly brandings: SiteBrandingStore,
    private readonly save: SaveBranding,
    private readonly transactions: Transactions,
  ) {}

  /**
   * @param bytes the image; null: the pages show none
   * Throws `version-stale`, `validation-failed` for what is no PNG, JPEG or WebP image of a bearable size.
   */
  execute(siteId: string, seen: number, bytes: Buffer | null, by: HistoryActor): Promise<SiteBranding> {
    const logo = bytes === null ? NO_LOGO : logoOf(bytes);
    return this.transactions.run(async (tx) => {
      const current = await this.brandings.getSeen(tx, siteId, seen);
      const saved = await this.save.execute(tx, current, { ...current, ...logo }, by);
      if (saved.version !== current.version) {
        await this.brandings.replaceLogo(tx, siteId, bytes);
      }
      return saved;
    });
  }
}

function logoOf(bytes: Buffer): Pick<SiteBranding, keyof typeof NO_LOGO> {
  const { mediaType, width, height } = readLogoImage(bytes);
  return {
    logoHash: logoHashOf(bytes),
    logoMediaType: mediaType,
    logoWidth: width,
    logoHeight: height,
  };
}
