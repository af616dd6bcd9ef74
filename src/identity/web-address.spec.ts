import fc from 'fast-check';
import { type FieldFaultCode } from '../platform/problem/field-fault';
import { checkWebAddress, LONGEST_WEB_ADDRESS } from './web-address';

const anyText = fc.string({ unit: 'binary' });
const ofLength = (length: number): string => 'https://lms.example.com/'.padEnd(length, 'a');

/** "This reason: these texts", one line a reason, as the rows of `it.each`. */
function refusals(grid: readonly (readonly [FieldFaultCode, ...string[]])[]): [FieldFaultCode, string][] {
  return grid.flatMap(([code, ...texts]) => texts.map((text): [FieldFaultCode, string] => [code, text]));
}

describe('a web address of a site', () => {
  it.each([
    ['https://lms.example.com/login', 'https://lms.example.com/login'],
    ['https://lms.example.com', 'https://lms.example.com/'],
    [' https://lms.example.com/ ', 'https://lms.example.com/'],
    ['HTTPS://LMS.Example.COM/Login', 'https://lms.example.com/Login'],
    ['https://lms.example.com:8443/a?b=c&d=%20#/sign-in', 'https://lms.example.com:8443/a?b=c&d=%20#/sign-in'],
    ['https://lms.example.com:443/', 'https://lms.example.com/'],
    ['https://学校.example/ログイン', 'https://xn--48s290a.example/%E3%83%AD%E3%82%B0%E3%82%A4%E3%83%B3'],
    ['https://192.0.2.7/', 'https://192.0.2.7/'],
    ['https://[2001:db8::1]/', 'https://[2001:db8::1]/'],
    ['https://intranet/login', 'https://intranet/login'],
    ['https://lms.example.com./', 'https://lms.example.com./'],
    ['https://lms.example.com/@home', 'https://lms.example.com/@home'],
    ['http://localhost:3000/login', 'http://localhost:3000/login'],
    ['http://lms.localhost/', 'http://lms.localhost/'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080/'],
    ['http://[::1]/', 'http://[::1]/'],
    [ofLength(LONGEST_WEB_ADDRESS), ofLength(LONGEST_WEB_ADDRESS)],
  ])('%j is kept as %j', (raw, value) => {
    expect(checkWebAddress(raw)).toEqual({ ok: true, value });
  });

  it.each(
    refusals([
      [
        'url-invalid',
        '',
        ' ',
        'lms.example.com/login',
        '//lms.example.com/',
        '/login',
        'https:lms.example.com',
        'https:/lms.example.com',
        'https://',
        'https://:443/',
        'https://.',
        'https://lms..example.com/',
        'https://.example.com/',
        'https://lms.example.com:99999/',
        'https://lms.example.com:port/',
        'https://[::1/',
        'https://256.256.256.256/',
        'https://lms<>.example.com/',
        'https://%00.example.com/',
        'javascript:alert(1)',
        'JavaScript://lms.example.com/%0aalert(1)',
        'data:text/html,hello',
        'file:///etc/passwd',
        'ftp://lms.example.com/',
        'ws://lms.example.com/',
        'mailto:lms@example.com',
        'blob:https://lms.example.com/1',
      ],
      [
        'url-not-https',
        'http://lms.example.com/',
        'HTTP://lms.example.com/',
        'http://localhost.example.com/',
        'http://example.com/localhost',
        'http://notlocalhost/',
        'http://192.0.2.7/',
        'http://0.0.0.0/',
        'http://[::2]/',
      ],
      [
        'url-with-credentials',
        'https://user@lms.example.com/',
        'https://user:password@lms.example.com/',
        'https://:password@lms.example.com/',
        'https://lms.example.com@evil.example/',
        'http://localhost@evil.example/',
      ],
      [
        'invalid-characters',
        'https://lms.example.com/log in',
        'https://lms.example.com/\r\nBcc: eve@evil.example',
        'https://lms.exa\tmple.com/',
        'https://lms.example.com\\@evil.example/',
        'https:\\\\lms.example.com/',
        'https://lms.example.com/\u202egnp.exe',
        'https://lms\u200b.example.com/',
        'https://lms.example.com/\u0007',
      ],
      ['too-long', ofLength(LONGEST_WEB_ADDRESS + 1), `https://lms.example.com/${'ロ'.repeat(100)}`, 'x'.repeat(100_000)],
    ]),
  )('is refused as %s: %j', (code, raw) => {
    expect(checkWebAddress(raw)).toMatchObject({ ok: false, fault: { code } });
  });

  it('never throws; what is taken is a short https or local address in ASCII that stays itself when it is sent back', () => {
    const hosts = fc.constantFrom('lms.example.com', 'localhost', '[::1]', 'ロ.example', 'a@b', '127.0.0.1:80', '');
    const urls = fc
      .tuple(fc.constantFrom('http', 'https', 'HTTPS'), hosts, anyText)
      .map(([scheme, host, rest]) => `${scheme}://${host}/${rest}`);
    fc.assert(
      fc.property(fc.oneof(anyText, fc.webUrl(), urls), (raw) => {
        const checked = checkWebAddress(raw);
        if (checked.ok) {
          expect(checked.value).toMatch(/^https?:\/\/[\x21-\x7e]+$/);
          expect(checked.value.length).toBeLessThanOrEqual(LONGEST_WEB_ADDRESS);
          expect(checkWebAddress(checked.value)).toEqual(checked);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
