import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { accentStylesheet } from './accent-stylesheet';

const STYLESHEET = 'text/css; charset=utf-8';
const OURS = join(__dirname, '..', 'assets');

interface Asset {
  readonly type: string;
  readonly body: Buffer;
}

/** Stylesheet and scripts of the pages. Their names change with what is in them, so that browsers may keep them for ever. */
@Injectable()
export class Assets {
  readonly stylesheet: string;
  readonly script: string;
  readonly challengeScript: string;
  private readonly byName = new Map<string, Asset>();

  constructor() {
    const pico = readFileSync(require.resolve('@picocss/pico/css/pico.classless.min.css'));
    const ours = readFileSync(join(OURS, 'pages.css'));
    this.stylesheet = this.add('pages', 'css', { type: STYLESHEET, body: Buffer.concat([pico, Buffer.from('\n'), ours]) });
    this.script = this.addScript('pages');
    this.challengeScript = this.addScript('challenge');
  }

  find(name: string): Asset | undefined {
    return this.byName.get(name) ?? accentNamed(name);
  }

  private addScript(name: string): string {
    return this.add(name, 'js', { type: 'text/javascript; charset=utf-8', body: readFileSync(join(OURS, `${name}.js`)) });
  }

  private add(base: string, extension: string, asset: Asset): string {
    const name = `${base}.${createHash('sha256').update(asset.body).digest('hex').slice(0, 16)}.${extension}`;
    this.byName.set(name, asset);
    return `/assets/${name}`;
  }
}

function accentNamed(name: string): Asset | undefined {
  const body = accentStylesheet(name);
  return body === null ? undefined : { type: STYLESHEET, body: Buffer.from(body) };
}
