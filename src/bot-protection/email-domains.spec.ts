import { USUAL_PROTECTION } from './domain/protection';
import { EmailDomains } from './email-domains';

const domains = new EmailDomains();
const faultOf = (domain: string): string | undefined =>
  domains.faultOf(domain, { ...USUAL_PROTECTION, ifDisposable: 'refuse' })?.code;

it.each(['mailinator.com', 'a.mailinator.com', 'guerrillamail.com', 'yopmail.com', '10minutemail.com'])(
  '%s is disposable',
  (domain) => {
    expect(faultOf(domain)).toBe('email-domain-disposable');
  },
);

// Great providers, and relays of people who want to keep their address to themselves but do read their mail.
it.each([
  'gmail.com',
  'outlook.com',
  'icloud.com',
  'privaterelay.appleid.com',
  'mozmail.com',
  'duck.com',
  'docomo.ne.jp',
  'example.org',
  'co.jp',
  'com',
])('%s is not', (domain) => {
  expect(faultOf(domain)).toBeUndefined();
});
