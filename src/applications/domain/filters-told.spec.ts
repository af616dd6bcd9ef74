import { filtersTold } from './filters-told';

describe('which filters were used', () => {
  it('is told with values that are nobody’s', () => {
    const filter = {
      status: ['unapproved', 'approved'],
      appliedFrom: '2026-04-01',
      appliedTo: '2026-04-30',
      mailState: 'failed',
    } as const;
    expect(filtersTold(filter)).toEqual([
      ...['status=unapproved,approved', 'appliedFrom=2026-04-01', 'appliedTo=2026-04-30', 'mailState=failed'],
    ]);
  });

  it('never tells what may have been typed of a person', () => {
    const typed = 'Zanzi@example.org';
    const filter = {
      ...{ loginId: typed, email: typed, name: typed, group: typed },
      ...{ signupUrl: typed, authenticationCode: typed, decidedBy: typed },
    };
    expect(filtersTold(filter)).toEqual(['loginId', 'email', 'name', 'group', 'signupUrl', 'authenticationCode', 'decidedBy']);
  });

  it('leaves out what asks for nothing', () => {
    expect(filtersTold({ status: [], loginId: '', email: '  ' })).toEqual([]);
  });
});
