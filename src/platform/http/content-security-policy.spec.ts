import { contentSecurityPolicy, NOTHING_ALLOWED, policyOfDocs, policyOfPage } from './content-security-policy';

describe('a policy', () => {
  it('allows nothing, as a rule', () => {
    expect(contentSecurityPolicy(NOTHING_ALLOWED)).toBe(
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  it('of a page allows no script and nothing inline, and frames only to who is named', () => {
    expect(policyOfPage({ isHttps: true })).toBe(
      "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; img-src 'self' data:; style-src 'self'; " +
        'upgrade-insecure-requests',
    );
    const framed = policyOfPage({ isHttps: false, framedBy: ['https://lms.example'] });
    expect(framed).toContain('frame-ancestors https://lms.example;');
    expect(framed).not.toContain('upgrade-insecure-requests');
    expect(policyOfPage({ isHttps: true, usesScript: true })).toContain("script-src 'self';");
  });

  it('of a page with a challenge allows what that takes, and nothing of another provider', () => {
    const added = (challenge: 'proof-of-work' | 'hcaptcha' | 'turnstile'): string[] => {
      const usual = policyOfPage({ isHttps: false }).split('; ');
      return policyOfPage({ isHttps: false, challenge })
        .split('; ')
        .filter((directive) => !usual.includes(directive));
    };
    expect(added('proof-of-work')).toEqual(["script-src 'self'", "connect-src 'self'"]);
    expect(added('hcaptcha')).toEqual([
      "style-src 'self' https://hcaptcha.com https://*.hcaptcha.com",
      "script-src 'self' https://hcaptcha.com https://*.hcaptcha.com",
      'frame-src https://hcaptcha.com https://*.hcaptcha.com',
      'connect-src https://hcaptcha.com https://*.hcaptcha.com',
    ]);
    expect(added('turnstile')).toEqual([
      "script-src 'self' https://challenges.cloudflare.com",
      'frame-src https://challenges.cloudflare.com',
    ]);
  });

  it('of the documentation allows styles by their hash, and no script that stands in the page', () => {
    const policy = policyOfDocs(['sha256-abc=']);
    expect(policy).toContain("style-src 'self' 'unsafe-hashes' 'sha256-abc='");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe-inline');
  });
});
