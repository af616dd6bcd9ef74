import { validate, version } from 'uuid';
import { Ids } from './ids';

const NOW = new Date('2026-03-01T12:00:00.123Z');

describe('an id', () => {
  it('is a UUIDv7 that says when it was made', () => {
    const id = new Ids({ now: () => NOW }).next();
    expect([validate(id), version(id)]).toEqual([true, 7]);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(NOW.getTime());
  });

  it('comes after those made before it, also within one millisecond', () => {
    const ids = new Ids({ now: () => NOW });
    const made = Array.from({ length: 10_000 }, () => ids.next());
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });

  it('is unlike those of other processes of the same millisecond', () => {
    const made = Array.from({ length: 1000 }, () => new Ids({ now: () => NOW }).next());
    expect(new Set(made).size).toBe(made.length);
  });
});
