import { checkFrontEndOrigins } from './front-end-origins';

const faultsOf = (list: unknown, isProduction = true): string[] =>
  checkFrontEndOrigins(list, isProduction).faults.map(({ at, fault }) => `${at.join('/')} ${fault.code}`.trim());

describe('the origins of front ends', () => {
  it('are kept as browsers say them: once each, sorted', () => {
    const list = [
      'https://b.example:8443',
      'HTTPS://A.example',
      'https://a.example',
      'https://xn--r8jz45g.example',
      'https://[2001:db8::1]',
    ];
    expect(checkFrontEndOrigins(list, true)).toEqual({
      list: ['https://[2001:db8::1]', 'https://a.example', 'https://b.example:8443', 'https://xn--r8jz45g.example'],
      faults: [],
    });
    expect(checkFrontEndOrigins([], true)).toEqual({ list: [], faults: [] });
  });

  it.each([
    '*',
    'null',
    '',
    'a.example',
    'https://',
    'https://*.a.example',
    'https://a.example/',
    'https://a.example/page',
    'https://a.example?x',
    'https://a.example#x',
    'https://a.example:443',
    'https://user@a.example',
    'https://a.example.',
    'https://a.example.:8443',
    'https://a.example,https://b.example',
    'https://a.example\\@b.example',
    ' https://a.example',
    'https://a.example\n',
    'https://例え.example',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
  ])('are refused as none: %j', (origin) => {
    expect(faultsOf(['https://a.example', origin], false)).toEqual(['1 not-an-origin']);
  });

  it('are https, but for the machine one tries things out on', () => {
    const local = ['http://localhost:8080', 'http://127.0.0.1', 'http://[::1]:3000'];
    expect(faultsOf(local, false)).toEqual([]);
    expect(faultsOf(local)).toEqual(['0 url-not-https', '1 url-not-https', '2 url-not-https']);
    for (const remote of ['http://a.example', 'http://localhost.a.example', 'http://10.0.0.1', 'ftp://a.example']) {
      expect(faultsOf([remote], false)).toEqual(['0 url-not-https']);
    }
  });

  it.each<[unknown, string]>([
    [null, 'not-an-array'],
    ['https://a.example', 'not-an-array'],
    [{}, 'not-an-array'],
    [[1], '0 not-a-string'],
    [[null], '0 not-a-string'],
    [[`https://${'a'.repeat(200)}.example`], '0 too-long'],
    [Array.from({ length: 11 }, (_, i) => `https://${i}.example`), 'too-many'],
  ])('are a short list of texts, not %j', (value, fault) => {
    expect(faultsOf(value)).toEqual([fault]);
  });
});
