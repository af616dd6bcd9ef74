import { sentUntil } from './deletion-due';

const NOW = new Date('2026-03-30T12:00:00.000Z');

describe('applications that nobody activates', () => {
  it('go N times 24 hours after they were sent, to the millisecond', () => {
    expect(sentUntil({ deleteUnactivatedEnabled: true, deleteUnactivatedAfterDays: 1 }, NOW)).toEqual(
      new Date('2026-03-29T12:00:00.000Z'),
    );
    expect(sentUntil({ deleteUnactivatedEnabled: true, deleteUnactivatedAfterDays: 365 }, NOW)).toEqual(
      new Date('2025-03-30T12:00:00.000Z'),
    );
  });

  it('stay where the site has not switched that on, whatever days it names', () => {
    expect(sentUntil({ deleteUnactivatedEnabled: false, deleteUnactivatedAfterDays: 7 }, NOW)).toBeNull();
    expect(sentUntil({ deleteUnactivatedEnabled: true, deleteUnactivatedAfterDays: null }, NOW)).toBeNull();
  });
});
