/**
 * What was costly to make and never changes, until there is too much of it:
 * then what has not been asked for longest is forgotten.
 */
export class Remembered<T> {
  private readonly kept = new Map<string, { readonly value: T; readonly size: number }>();
  private size = 0;

  /** @param largest how much is kept, in whatever `sizeOf` counts */
  constructor(
    private readonly largest: number,
    private readonly sizeOf: (value: T) => number,
  ) {}

  get(key: string): T | undefined {
    const found = this.kept.get(key);
    if (found !== undefined) {
      this.kept.delete(key);
      this.kept.set(key, found);
    }
    return found?.value;
  }

  keep(key: string, value: T): T {
    this.forget(key);
    const size = this.sizeOf(value);
    this.kept.set(key, { value, size });
    this.size += size;
    for (const oldest of this.kept.keys()) {
      if (this.size <= this.largest) {
        break;
      }
      this.forget(oldest);
    }
    return value;
  }

  private forget(key: string): void {
    this.size -= this.kept.get(key)?.size ?? 0;
    this.kept.delete(key);
  }
}
