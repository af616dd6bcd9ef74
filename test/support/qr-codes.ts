import { inflateSync } from 'node:zlib';
import { create } from 'qrcode';

/** Black and white, row by row: what a QR code of `text` is, without its quiet zone. */
export function modulesOf(text: string): string[] {
  const { modules } = create(text, { errorCorrectionLevel: 'Q' });
  return Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (__, column) => (modules.get(row, column) ? '#' : '.')).join(''),
  );
}

const QUIET_ZONE = 4;

/** The modules an SVG draws: one path of horizontal strokes. */
export function modulesInSvg(svg: string): string[] {
  const [, side] = /viewBox="0 0 (\d+) \d+"/.exec(svg) ?? [];
  const [, path] = /<path stroke="#000000" d="([^"]+)"/.exec(svg) ?? [];
  if (side === undefined || path === undefined) throw new Error(`Not a drawing of a QR code: ${svg.slice(0, 300)}`);
  const rows = Array.from({ length: Number(side) }, () => Array<string>(Number(side)).fill('.'));
  for (const { x, y, length } of strokesOf(path)) rows[y]?.fill('#', x, x + length);
  return withoutQuietZone(rows.map((row) => row.join('')));
}

interface Stroke {
  readonly x: number;
  readonly y: number;
  readonly length: number;
}

/** The horizontal strokes of a path of `M`, `m` and `h`; strokes run in the middle of their row. */
function strokesOf(path: string): Stroke[] {
  const strokes: Stroke[] = [];
  let [x, y] = [0, 0];
  for (const [, command, numbers = ''] of path.matchAll(/([Mmh])([-\d. ]+)/g)) {
    const [a = 0, b = 0] = numbers.trim().split(' ').map(Number);
    if (command === 'M') [x, y] = [a, b - 0.5];
    if (command === 'm') [x, y] = [x + a, y + b];
    if (command === 'h') {
      strokes.push({ x, y, length: a });
      x += a;
    }
  }
  return strokes;
}

/** The modules a PNG shows, looked at in the middle of each, and its size. */
export function modulesInPng(png: Buffer, modules: number): { width: number; height: number; modules: string[] } {
  const { width, height, pixels } = pixelsOf(png);
  const side = modules + 2 * QUIET_ZONE;
  const at = (index: number, size: number): number => Math.floor(((index + 0.5) * size) / side);
  const rows = Array.from({ length: side }, (_, row) =>
    Array.from({ length: side }, (__, column) => (pixels[at(row, height)]?.[at(column, width)] === 0 ? '#' : '.')).join(''),
  );
  return { width, height, modules: withoutQuietZone(rows) };
}

function withoutQuietZone(rows: readonly string[]): string[] {
  const [inner, outer] = [rows.slice(QUIET_ZONE, -QUIET_ZONE), [...rows.slice(0, QUIET_ZONE), ...rows.slice(-QUIET_ZONE)]];
  const margins = [...outer, ...inner.map((row) => row.slice(0, QUIET_ZONE) + row.slice(-QUIET_ZONE))];
  if (margins.some((margin) => margin.includes('#'))) throw new Error('The quiet zone is not quiet.');
  return inner.map((row) => row.slice(QUIET_ZONE, -QUIET_ZONE));
}

/** The red of every pixel of an 8-bit RGBA PNG (RFC 2083 §6: filters). */
function pixelsOf(png: Buffer): { width: number; height: number; pixels: number[][] } {
  if (png.subarray(0, 8).toString('latin1') !== '\x89PNG\r\n\x1a\n') throw new Error('Not a PNG.');
  const [width, height, depth, colours] = [png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]];
  if (depth !== 8 || colours !== 6) throw new Error('Not 8-bit RGBA.');
  const compressed: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') compressed.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(compressed));
  const stride = width * 4;
  let above: number[] = Array<number>(stride).fill(0);
  const pixels = Array.from({ length: height }, (_, row) => {
    const start = row * (stride + 1);
    const line: number[] = [];
    for (let i = 0; i < stride; i += 1) {
      const [a, b, c] = [line[i - 4] ?? 0, above[i] ?? 0, i < 4 ? 0 : (above[i - 4] ?? 0)];
      line.push(((raw[start + 1 + i] ?? 0) + predicted(raw[start] ?? 0, [a, b, c])) & 0xff);
    }
    above = line;
    return line.filter((__, i) => i % 4 === 0);
  });
  return { width, height, pixels };
}

function predicted(filter: number, [a, b, c]: [number, number, number]): number {
  if (filter === 4) {
    const p = a + b - c;
    const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
  }
  return [0, a, b, Math.floor((a + b) / 2)][filter] ?? 0;
}
