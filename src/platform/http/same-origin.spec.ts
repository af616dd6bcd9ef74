import { ensureFromOwnPage } from './same-origin';

const OURS = 'https://register.example.org';

const isRefused = (method: string, headers: Record<string, string>): boolean => {
  try {
    ensureFromOwnPage({ method, headers: { host: 'register.example.org', ...headers } }, `${OURS}/base`);
    return false;
  } catch (error) {
    expect(error).toMatchObject({ code: 'cross-site-request' });
    return true;
  }
};
const HEADER = { 'x-matricula-request': '1' };

describe('a request with nothing but a cookie', () => {
  it.each<[string, Record<string, string>]>([
    ['GET', {}],
    ['GET', { 'sec-fetch-site': 'same-origin' }],
    ['GET', { 'sec-fetch-site': 'none' }],
    ['POST', HEADER],
    ['POST', { ...HEADER, 'sec-fetch-site': 'same-origin' }],
    ['DELETE', { ...HEADER, 'sec-fetch-site': 'same-origin', origin: 'null' }],
    ['POST', { ...HEADER, origin: OURS }],
    ['POST', { ...HEADER, origin: 'https://internal:8443', host: 'internal:8443' }],
  ])('counts: %s %j', (method, headers) => {
    expect(isRefused(method, headers)).toBe(false);
  });

  it.each<[string, Record<string, string>]>([
    ['POST', {}],
    ['POST', { 'sec-fetch-site': 'same-origin' }],
    ['PATCH', { origin: OURS }],
    ['POST', { ...HEADER, 'sec-fetch-site': 'none' }],
    ['POST', { ...HEADER, 'sec-fetch-site': 'same-site' }],
    ['POST', { ...HEADER, 'sec-fetch-site': 'cross-site' }],
    ['POST', { ...HEADER, 'sec-fetch-site': 'cross-site', origin: OURS }],
    ['GET', { 'sec-fetch-site': 'cross-site' }],
    ['GET', { 'sec-fetch-site': 'same-site' }],
    ['POST', { ...HEADER, origin: 'https://evil.example' }],
    ['POST', { ...HEADER, origin: 'null' }],
    ['GET', { origin: 'http://register.example.org.evil.example' }],
  ])('does not: %s %j', (method, headers) => {
    expect(isRefused(method, headers)).toBe(true);
  });
});
