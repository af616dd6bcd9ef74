import fc from 'fast-check';
import { whatIsWrongAsProblem } from '../support/answers';
import { type Sending } from '../support/api';
import { Scene } from '../support/scene';

jest.setTimeout(120_000);

const REQUESTS_EACH = 120;

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open();
});
afterAll(() => scene.close());

/** Any UTF-16, halves of characters among it, and what rules look for. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
  fc.constantFrom('', ' ', '\u0000', '\ud800', '__proto__', 'a@b.example', '1e999', '-1', 'true', '🙂'.repeat(40), "' OR 1=1 --"),
);
const anyValue = fc.oneof(anyText, fc.jsonValue({ maxDepth: 3 }), fc.double(), fc.array(anyText, { maxLength: 3 }));

/** A body with members that the operation knows, holding anything, and with others. */
const bodyWith = (...known: string[]): fc.Arbitrary<object> =>
  fc
    .tuple(
      fc.record(Object.fromEntries(known.map((key) => [key, anyValue])), { requiredKeys: [] }),
      fc.dictionary(anyText, anyValue, { maxKeys: 2 }),
    )
    .map(([mine, others]) => ({ ...others, ...mine }));

const anyTemplate = fc
  .array(
    fc.oneof(
      anyText,
      fc.constantFrom(
        ...'{ } {{ }} {{name}} {{#if reason}} {{else}} {{/if}} {{> {{! {{& {{{ ~ < > </ <p <style> </title> <!-- --> = " \n'.split(
          ' ',
        ),
      ),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

const FORM = ['name', 'loginId', 'email', 'password', 'displayName', 'country', 'timeZone', 'answers', 'terms', 'formVersion'];
const SETTINGS = [
  'enabled',
  'deleteUnactivated',
  'linkLifeInHours',
  'passwordMinimum',
  'locale',
  'timeZone',
  'logInUrl',
  'usesLoginId',
];

const OPERATIONS: Record<
  string,
  { method: string; path: (site: string) => string; body: fc.Arbitrary<object>; asAdministrator?: true }
> = {
  preview: { method: 'POST', path: (site) => `/v1/sites/${site}/applications/preview`, body: bodyWith(...FORM) },
  apply: { method: 'POST', path: (site) => `/v1/sites/${site}/applications`, body: bodyWith(...FORM) },
  activate: { method: 'POST', path: () => '/v1/activations', body: bodyWith('token', 'ticket', 'password') },
  disown: { method: 'POST', path: () => '/v1/activations/disown', body: bodyWith('token') },
  'resend by link': { method: 'POST', path: () => '/v1/activations/resend', body: bodyWith('token') },
  'resend by address': { method: 'POST', path: (site) => `/v1/sites/${site}/activations/resend`, body: bodyWith('email') },
  'log in': { method: 'POST', path: (site) => `/v1/sites/${site}/sessions`, body: bodyWith('loginId', 'email', 'password') },
  'change the settings': {
    method: 'PATCH',
    path: (site) => `/v1/sites/${site}/registration-settings`,
    body: bodyWith(...SETTINGS),
    asAdministrator: true,
  },
  'change the retention': {
    method: 'PATCH',
    path: (site) => `/v1/sites/${site}/retention`,
    body: bodyWith('declinedApplicationsInDays', 'mailRecordsInDays', 'version'),
    asAdministrator: true,
  },
  'change the branding': {
    method: 'PATCH',
    path: (site) => `/v1/sites/${site}/branding`,
    body: bodyWith('displayName', 'accentColour', 'termsUrl', 'contactUrl', 'embeddingOrigins', 'logo'),
    asAdministrator: true,
  },
  'change the fields': {
    method: 'PUT',
    path: (site) => `/v1/sites/${site}/registration-fields`,
    body: fc
      .array(bodyWith('type', 'key', 'used', 'required', 'label', 'options', 'pattern', 'minLength', 'minimum'), { maxLength: 3 })
      .map((fields) => ({ fields })),
    asAdministrator: true,
  },
  'replace a group': {
    method: 'PUT',
    path: (site) => `/v1/sites/${site}/groups/course-1`,
    body: bodyWith('name', 'code', 'parentLmsId', 'memberLimit', 'archived'),
    asAdministrator: true,
  },
  'sync groups': {
    method: 'POST',
    path: (site) => `/v1/sites/${site}/groups/sync`,
    body: fc
      .array(bodyWith('lmsId', 'name', 'code', 'parentLmsId', 'memberLimit', 'archived'), { maxLength: 5 })
      .map((groups) => ({ groups })),
    asAdministrator: true,
  },
  'decide on many': {
    method: 'POST',
    path: (site) => `/v1/sites/${site}/applications/decisions`,
    body: fc
      .tuple(
        bodyWith('notifyByEmail', 'reason', 'reasonKey', 'note', 'reconsider'),
        bodyWith('ids', 'filter', 'expectedCount', 'tolerance'),
        fc.constantFrom('approve', 'decline'),
      )
      .map(([wish, selection, decision]) => ({ ...wish, selection, decision })),
    asAdministrator: true,
  },
  'change the reasons to decline': {
    method: 'PUT',
    path: (site) => `/v1/sites/${site}/decline-reasons`,
    body: fc.array(bodyWith('key', 'text'), { maxLength: 3 }).map((reasons) => ({ reasons })),
    asAdministrator: true,
  },
  'change the terms': {
    method: 'PUT',
    path: (site) => `/v1/sites/${site}/terms`,
    body: bodyWith('enabled', 'title', 'markdown'),
    asAdministrator: true,
  },
  'preview a mail template': {
    method: 'POST',
    path: (site) => `/v1/sites/${site}/mail-templates/approved/en/preview`,
    body: fc.record({ subject: anyTemplate, text: anyTemplate, html: anyTemplate }),
    asAdministrator: true,
  },
};

describe('whatever is sent', () => {
  it.each(Object.keys(OPERATIONS))('is answered, and never with a 5xx: %s', async (name) => {
    const operation = OPERATIONS[name];
    if (operation === undefined) throw new Error(name);
    const { method, path, body, asAdministrator } = operation;
    const { slug, administrator } = scene.site;
    const property = fc.asyncProperty(body, fc.constantFrom('"0"', '"1"', '"7"'), async (json, ifMatch) => {
      const sending: Sending = { json, ...(asAdministrator && { token: administrator.token, headers: { 'if-match': ifMatch } }) };
      // The client throws on any 5xx.
      const answer = await scene.api.send(method, path(slug), sending);
      if (answer.status >= 400) expect(whatIsWrongAsProblem(answer)).toBeUndefined();
    });
    await fc.assert(property, { numRuns: REQUESTS_EACH });
  });

  it('as ticket or token of a link, in header or path, is answered, and never with a 5xx', async () => {
    const property = fc.asyncProperty(
      fc.string({ unit: 'grapheme' }),
      fc.base64String({ minLength: 80, maxLength: 80 }),
      async (text, token) => {
        await scene.api.send('GET', `/v1/activations/${encodeURIComponent(text) || 'x'}`);
        await scene.api.send('GET', `/v1/activations/${encodeURIComponent(token)}`);
        await scene.api.send('GET', '/v1/applications/by-ticket', { headers: { 'application-ticket': token } });
        await scene.api.send('GET', '/v1/applications/by-ticket', {
          headers: { 'application-ticket': encodeURIComponent(text) },
        });
      },
    );
    await fc.assert(property, { numRuns: REQUESTS_EACH });
  });
});
