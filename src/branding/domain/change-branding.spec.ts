import fc from 'fast-check';
import { ValidationFailed } from '../../platform/problem/validation-failed';
import { type Branding, NO_BRANDING } from './branding';
import { changeBranding } from './change-branding';
import { checkContactAddress } from './contact-address';
import { checkEmbeddingOrigin, LONGEST_ORIGIN } from './embedding-origin';

const SOME: Branding = {
  displayName: 'North Academy',
  accentColour: '#1d4ed8',
  termsUrl: 'https://academy.example/terms',
  privacyUrl: 'https://academy.example/privacy',
  contactUrl: 'mailto:office@academy.example',
  embeddingOrigins: ['https://www.academy.example'],
};

function faultsOf(change: unknown): string[] {
  try {
    changeBranding(SOME, change);
    return [];
  } catch (error) {
    if (!(error instanceof ValidationFailed)) throw error;
    return error.errors.map(({ pointer, fault }) => `${pointer} ${fault.code}`).sort();
  }
}

describe('a change of the branding', () => {
  it('leaves what it does not name', () => {
    expect(changeBranding(SOME, {})).toEqual(SOME);
    expect(changeBranding(SOME, { displayName: 'South Academy' })).toEqual({ ...SOME, displayName: 'South Academy' });
    expect(changeBranding(SOME, SOME)).toEqual(SOME);
  });

  it('clears what it names with null, but the list of origins, which is emptied by an empty one', () => {
    const texts = { displayName: null, accentColour: null, termsUrl: null, privacyUrl: null, contactUrl: null };
    expect(changeBranding(SOME, { ...texts, embeddingOrigins: [] })).toEqual(NO_BRANDING);
    expect(faultsOf({ embeddingOrigins: null })).toEqual(['#/embeddingOrigins required']);
  });

  it('is refused with every fault at once', () => {
    expect(
      faultsOf({
        displayName: '\u202eNorth',
        accentColour: '#ff0',
        termsUrl: 'javascript:alert(1)',
        privacyUrl: 'http://academy.example/',
        contactUrl: 7,
        embeddingOrigins: ['https://a.example', '*', null],
        logo: 'x',
      }),
    ).toEqual([
      '#/accentColour colour-contrast-too-low',
      '#/contactUrl not-a-string',
      '#/displayName text-direction-characters',
      '#/embeddingOrigins/1 origin-invalid',
      '#/embeddingOrigins/2 not-a-string',
      '#/logo unknown-field',
      '#/privacyUrl url-not-https',
      '#/termsUrl url-invalid',
    ]);
    expect(faultsOf({ embeddingOrigins: 'https://a.example' })).toEqual(['#/embeddingOrigins not-an-array']);
    expect(faultsOf({ embeddingOrigins: Array(11).fill('https://a.example') })).toEqual(['#/embeddingOrigins too-many']);
    expect(faultsOf([])).toEqual(['# not-an-object']);
  });

  it('keeps the origins sorted, each once, as browsers write them', () => {
    const embeddingOrigins = ['https://b.example', 'HTTPS://B.example:443/', 'https://a.example:8443', 'http://localhost:8080'];
    expect(changeBranding(SOME, { embeddingOrigins }).embeddingOrigins).toEqual([
      'http://localhost:8080',
      'https://a.example:8443',
      'https://b.example',
    ]);
  });
});

describe('an origin that may embed', () => {
  it.each([
    ['https://学校.example', 'https://xn--48s290a.example'],
    ['https://192.0.2.7:8443', 'https://192.0.2.7:8443'],
    ['http://127.0.0.1:4401', 'http://127.0.0.1:4401'],
  ])('%s is kept as %s', (raw, value) => {
    expect(checkEmbeddingOrigin(raw)).toEqual({ ok: true, value });
  });

  it.each([
    '',
    '*',
    'https:',
    'https://*',
    'https://*.example.com',
    'https://a.example/path',
    'https://a.example?x',
    'https://a.example#x',
    'https://user@a.example',
    'https://a.example:*',
    "https://a.example 'self'",
    'https://a.example; script-src *',
    'https://a;b.example',
    'https://a,b.example',
    'https://a.example, https://b.example',
    "https://'none'",
    'https://a..example',
    'https://a.example.',
    'https://-a.example',
    'https://[::1]',
    'https://a.example\\@b.example',
    'data:text/html,x',
    'null',
    "'self'",
    'a.example',
    'ws://a.example',
  ])('%j is none', (raw) => {
    expect(checkEmbeddingOrigin(raw)).toEqual({ ok: false, fault: { code: 'origin-invalid' } });
  });

  it('has TLS, but on this machine', () => {
    expect(checkEmbeddingOrigin('http://a.example')).toEqual({ ok: false, fault: { code: 'url-not-https' } });
  });

  it('is scheme, host and port, and nothing a header could break at, whatever was sent', () => {
    const hosts = fc.string({ unit: 'binary' }).map((host) => `https://${host}`);
    fc.assert(
      fc.property(fc.oneof(hosts, fc.webUrl({ withQueryParameters: true })), (raw) => {
        const checked = checkEmbeddingOrigin(raw);
        if (checked.ok) {
          expect(checked.value).toMatch(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/);
          expect(checked.value.length).toBeLessThanOrEqual(LONGEST_ORIGIN);
          expect(checkEmbeddingOrigin(checked.value)).toEqual(checked);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('where applicants find help', () => {
  it.each([
    ['mailto:office@academy.example', 'mailto:office@academy.example'],
    [' MAILTO:Office+help@academy.example', 'mailto:Office%2Bhelp@academy.example'],
    ['mailto:Office%2Bhelp@academy.example', 'mailto:Office%2Bhelp@academy.example'],
    ['https://academy.example/help', 'https://academy.example/help'],
  ])('%j is kept as %s', (raw, value) => {
    expect(checkContactAddress(raw)).toEqual({ ok: true, value });
    expect(checkContactAddress(value)).toEqual({ ok: true, value });
  });

  it.each([
    '',
    'office@academy.example',
    'mailto:',
    'mailto:a@b.example,c@d.example',
    'mailto:a@b.example?bcc=c@d.example',
    'mailto:a%0abcc:c@d.example',
    'mailto:%',
    'tel:+81312345678',
    'javascript:alert(1)',
  ])('%j is none', (raw) => {
    expect(checkContactAddress(raw)).toEqual({ ok: false, fault: { code: 'contact-address-invalid' } });
  });
});
