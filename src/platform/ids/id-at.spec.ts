import { v7 } from 'uuid';
import { idAt } from './id-at';

const AT = new Date('2026-03-01T12:00:00.123Z');
const idMadeAt = (moment: Date): string => v7({ msecs: moment.getTime() });

describe('the place of a moment among ids', () => {
  it('is before every id made then, and behind every one made before', () => {
    for (const moment of [AT, new Date(0), new Date('2399-12-31T23:59:59.999Z')]) {
      expect(idAt(moment) < idMadeAt(moment)).toBe(true);
      expect(moment.getTime() === 0 || idMadeAt(new Date(moment.getTime() - 1)) < idAt(moment)).toBe(true);
    }
    expect(idAt(new Date(-1))).toBe(idAt(new Date(0)));
  });
});
