import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { Clock, later } from '../../platform/clock/clock';
import { Keys } from '../../platform/crypto/keys';
import { seal, unseal } from '../../platform/crypto/sealed-box';

/** What is sealed for whom: another purpose or browser cannot open it. */
export interface SealFor {
  readonly purpose: 'entries' | 'password' | 'sent-mails';
  /** The secret of the browser it is for. */
  readonly browser: string;
}

export interface Unsealed {
  readonly value: unknown;
  /** Its time is over: a password in it counts no more. */
  readonly isExpired: boolean;
}

interface Contents extends SealFor {
  readonly until: number;
  readonly value: unknown;
}

/**
 * What travels with a form through somebody's browser and back, readable by
 * nobody on the way (ADR 34): so that the service need not keep what has not
 * been sent yet.
 */
@Injectable()
export class SealedEntries {
  constructor(
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  seal(to: SealFor, value: unknown, lifeInMs: number): string {
    const until = later(this.clock.now(), lifeInMs).getTime();
    const contents: Contents = { ...to, until, value };
    return seal(this.keys.for('page-entries'), packed(contents));
  }

  /** Null for what this service has not sealed, or not for that. */
  open(to: SealFor, box: string): Unsealed | null {
    const text = unseal(this.keys.accepted('page-entries'), box);
    const contents = text === null ? null : unpacked(text);
    if (contents === null) {
      return null;
    }
    const { purpose, browser, until, value } = contents;
    return purpose === to.purpose && browser === to.browser ? { value, isExpired: until <= this.clock.now().getTime() } : null;
  }
}

// A cookie holds little. What is made small has one author, who cannot learn anything from how small it gets.
function packed(contents: Contents): string {
  const how = { params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } };
  return brotliCompressSync(JSON.stringify(contents), how).toString('base64');
}

/** Null for what a release before this one has sealed. */
function unpacked(text: string): Contents | null {
  try {
    return JSON.parse(brotliDecompressSync(Buffer.from(text, 'base64')).toString()) as Contents;
  } catch {
    return null;
  }
}
