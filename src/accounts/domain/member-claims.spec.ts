import { memberClaims } from './member-claims';

const SAM = {
  site: 'north-academy',
  sessionId: 'session',
  loginId: 'sam.example',
  name: 'Sam Example',
  email: 'sam@example.org',
  group: 'evening-class',
};

describe('what a token says of a member', () => {
  it('is this, no more and no less: every LMS relies on it', () => {
    expect(memberClaims(SAM)).toStrictEqual({
      sid: 'session',
      site: 'north-academy',
      loginId: 'sam.example',
      name: 'Sam Example',
      email: 'sam@example.org',
      groups: ['evening-class'],
    });
  });

  it('leaves out a login ID that there is not, and has an empty list of groups', () => {
    expect(memberClaims({ ...SAM, loginId: null, group: null })).toStrictEqual({
      sid: 'session',
      site: 'north-academy',
      name: 'Sam Example',
      email: 'sam@example.org',
      groups: [],
    });
  });
});
