import { grantClaims } from './grant-claims';

const claimant = (id: string, emailKey: string, loginIdKey: string | null): Parameters<typeof grantClaims>[0][number] => ({
  id,
  emailKey,
  loginIdKey,
});

describe('claims', () => {
  it('are granted for the address, and for the login ID where there is one', () => {
    const { granted, claims } = grantClaims([claimant('1', 'a@x.example', 'ann'), claimant('2', 'b@x.example', null)], []);
    expect([...granted]).toEqual(['1', '2']);
    expect(claims).toEqual([
      { kind: 'email', value: 'a@x.example', applicationId: '1' },
      { kind: 'login-id', value: 'ann', applicationId: '1' },
      { kind: 'email', value: 'b@x.example', applicationId: '2' },
    ]);
  });

  it.each([
    ['the address', { kind: 'email', value: 'a@x.example' } as const],
    ['the login ID', { kind: 'login-id', value: 'ann' } as const],
  ])('are refused altogether when somebody holds %s', (_what, held) => {
    expect(grantClaims([claimant('1', 'a@x.example', 'ann')], [held])).toEqual({ granted: new Set(), claims: [] });
  });

  it('tell an address from a login ID that is spelt like it', () => {
    const held = [{ kind: 'login-id', value: 'a@x.example' }] as const;
    expect([...grantClaims([claimant('1', 'a@x.example', null)], held).granted]).toEqual(['1']);
  });

  it('go to the first of two who need the same, and what the second would have had is free for the third', () => {
    const claimants = [
      claimant('1', 'a@x.example', 'ann'),
      claimant('2', 'a@x.example', 'ben'),
      claimant('3', 'c@x.example', 'ben'),
    ];
    expect([...grantClaims(claimants, []).granted]).toEqual(['1', '3']);
  });
});
