import { Injectable } from '@nestjs/common';
import { toBuffer, toString } from 'qrcode';
import { Clock } from '../platform/clock/clock';
import { isLive } from './domain/signup-url-life';
import { SignupUrlAddresses } from './signup-url-addresses';
import { SignupUrlStopped } from './signup-url.errors';
import { SignupUrlStore } from './signup-url.store';

// Q: readable with a quarter of it dirty or torn, as posters are. The quiet zone of four modules is ISO/IEC 18004's.
const DRAWING = { errorCorrectionLevel: 'Q', margin: 4 } as const;

// The library rounds down after dividing: without it every seventh size came out a pixel too small.
const A_LITTLE = 0.001;

/** A live URL for posters and class rooms, as QR code. */
@Injectable()
export class DrawQrCode {
  constructor(
    private readonly urls: SignupUrlStore,
    private readonly addresses: SignupUrlAddresses,
    private readonly clock: Clock,
  ) {}

  /** Throws `signup-url-not-found`, `signup-url-stopped`. */
  async asSvg(siteId: string, id: string): Promise<string> {
    return toString(await this.liveAddress(siteId, id), { ...DRAWING, type: 'svg' });
  }

  /** A square of `size` pixels. Throws `signup-url-not-found`, `signup-url-stopped`. */
  async asPng(siteId: string, id: string, size: number): Promise<Buffer> {
    return toBuffer(await this.liveAddress(siteId, id), { ...DRAWING, type: 'png', width: size + A_LITTLE });
  }

  private async liveAddress(siteId: string, id: string): Promise<string> {
    const url = await this.urls.get(siteId, id);
    if (!isLive(url, this.clock.now())) {
      throw new SignupUrlStopped();
    }
    return this.addresses.of(url.key);
  }
}
