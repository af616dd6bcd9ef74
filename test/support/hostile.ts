import { bodyOf } from './answers';
import { anApplicant, aPassword, aSlug, aStaffMember } from './builders';
import { type Scene } from './scene';

type FieldKind = 'text' | 'email' | 'secret' | 'boolean';

/** An operation that reads a body, with a body that it would accept. */
export interface BodyEndpoint {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly valid: () => Record<string, unknown>;
  readonly fields: Readonly<Record<string, FieldKind>>;
  readonly required: readonly string[];
  readonly token?: string;
  readonly headers?: Record<string, string>;
  /** What an odd but well-formed text may be answered besides 422: for log-ins and links, what a wrong one is. */
  readonly wrongTextStatuses: readonly number[];
}

/** Every operation of the service that takes a JSON body. */
export async function bodyEndpoints(scene: Scene): Promise<BodyEndpoint[]> {
  const { site, operator } = scene;
  const applicant = await scene.activates();
  const etag = (await scene.api.settings(site.administrator.token, site.slug)).headers.get('etag') ?? '';
  const application = `/v1/sites/${site.slug}/applications/${applicant.id}`;
  const pending = await scene.applies();
  bodyOf(await scene.api.lookAtLink(pending.token), 200);
  return [
    {
      name: 'staff log-in',
      method: 'POST',
      path: '/v1/staff/sessions',
      valid: () => ({ ...aStaffMember() }),
      fields: { email: 'email', password: 'secret' },
      required: ['email', 'password'],
      wrongTextStatuses: [401],
    },
    {
      name: 'create a site',
      method: 'POST',
      path: '/v1/sites',
      valid: () => ({ slug: aSlug(), name: 'Academy' }),
      fields: { slug: 'text', name: 'text' },
      required: ['slug', 'name'],
      token: operator.token,
      wrongTextStatuses: [],
    },
    {
      name: 'change a site',
      method: 'PATCH',
      path: `/v1/sites/${site.slug}`,
      valid: () => ({ name: site.name, registrationAvailable: true }),
      fields: { name: 'text', registrationAvailable: 'boolean' },
      required: [],
      token: operator.token,
      wrongTextStatuses: [],
    },
    {
      name: 'change the registration settings',
      method: 'PATCH',
      path: `/v1/sites/${site.slug}/registration-settings`,
      valid: () => ({ enabled: true, autoApprove: false, usesLoginId: true, locale: 'en', timeZone: 'UTC' }),
      fields: { enabled: 'boolean', autoApprove: 'boolean', usesLoginId: 'boolean', locale: 'text', timeZone: 'text' },
      required: [],
      token: site.administrator.token,
      headers: { 'if-match': etag },
      wrongTextStatuses: [],
    },
    {
      name: 'change the fields of the form',
      method: 'PUT',
      path: `/v1/sites/${site.slug}/registration-fields`,
      valid: () => ({ fields: ['name', 'loginId', 'email', 'password'].map((key) => ({ type: 'built-in', key })) }),
      fields: { fields: 'text' },
      required: ['fields'],
      token: site.administrator.token,
      headers: { 'if-match': '"0"' },
      wrongTextStatuses: [],
    },
    {
      name: 'change the terms of use',
      method: 'PUT',
      path: `/v1/sites/${site.slug}/terms`,
      valid: () => ({ enabled: false, title: { en: 'Terms' }, markdown: { en: 'Be kind.' } }),
      fields: { enabled: 'boolean' },
      required: ['enabled'],
      token: site.administrator.token,
      headers: { 'if-match': '"0"' },
      wrongTextStatuses: [],
    },
    {
      name: 'create or replace a group',
      method: 'PUT',
      path: `/v1/sites/${site.slug}/groups/course-1`,
      valid: () => ({ name: 'Maths', code: 'M-1', memberLimit: 20, archived: false }),
      fields: { name: 'text', archived: 'boolean' },
      required: ['name'],
      token: site.administrator.token,
      wrongTextStatuses: [],
    },
    {
      name: 'write a mail template',
      method: 'PUT',
      path: `/v1/sites/${site.slug}/mail-templates/approved/en`,
      valid: () => ({ subject: 'Hello', text: 'Hello', html: '<p>Hello</p>' }),
      fields: { subject: 'text', text: 'text', html: 'text' },
      required: ['subject', 'text', 'html'],
      token: site.administrator.token,
      headers: { 'if-match': '"0"' },
      wrongTextStatuses: [],
    },
    {
      name: 'apply',
      method: 'POST',
      path: `/v1/sites/${site.slug}/applications`,
      valid: () => ({ ...anApplicant() }),
      fields: { name: 'text', loginId: 'text', email: 'email', password: 'secret' },
      required: ['name', 'loginId', 'email', 'password'],
      wrongTextStatuses: [],
    },
    {
      name: 'confirm',
      method: 'POST',
      path: '/v1/activations',
      valid: () => ({ token: pending.token, ticket: 'A'.repeat(80), password: aPassword() }),
      fields: { token: 'secret', ticket: 'secret', password: 'secret' },
      required: ['token'],
      wrongTextStatuses: [403, 404],
    },
    {
      name: 'disown',
      method: 'POST',
      path: '/v1/activations/disown',
      valid: () => ({ token: 'A'.repeat(80) }),
      fields: { token: 'secret' },
      required: ['token'],
      wrongTextStatuses: [404],
    },
    {
      name: 'resend to an address',
      method: 'POST',
      path: `/v1/sites/${site.slug}/activations/resend`,
      valid: () => ({ email: anApplicant().email }),
      fields: { email: 'email' },
      required: ['email'],
      wrongTextStatuses: [],
    },
    {
      name: 'exchange a link',
      method: 'POST',
      path: '/v1/activations/resend',
      valid: () => ({ token: 'A'.repeat(80) }),
      fields: { token: 'secret' },
      required: ['token'],
      wrongTextStatuses: [202],
    },
    ...['approve', 'decline'].map((decision): BodyEndpoint => ({
      name: decision,
      method: 'POST',
      path: `${application}/${decision}`,
      valid: () =>
        decision === 'approve' ? { notifyByEmail: false, reconsider: false } : { notifyByEmail: false, reason: 'No.' },
      fields:
        decision === 'approve'
          ? { notifyByEmail: 'boolean', reconsider: 'boolean' }
          : { notifyByEmail: 'boolean', reason: 'text' },
      required: [],
      token: site.administrator.token,
      wrongTextStatuses: [],
    })),
    {
      name: 'decide on many',
      method: 'POST',
      path: `/v1/sites/${site.slug}/applications/decisions`,
      valid: () => ({
        decision: 'decline',
        selection: { ids: [applicant.id] },
        notifyByEmail: false,
        reason: 'No.',
        note: 'Ours.',
      }),
      fields: { decision: 'text', notifyByEmail: 'boolean', reason: 'text', note: 'text' },
      required: ['decision', 'selection'],
      token: site.administrator.token,
      wrongTextStatuses: [],
    },
    {
      name: 'change the reasons to decline',
      method: 'PUT',
      path: `/v1/sites/${site.slug}/decline-reasons`,
      valid: () => ({ reasons: [{ key: 'full', text: { en: 'Full.' } }] }),
      fields: {},
      required: ['reasons'],
      token: site.administrator.token,
      headers: { 'if-match': '"0"' },
      wrongTextStatuses: [],
    },
    {
      name: 'member log-in',
      method: 'POST',
      path: `/v1/sites/${site.slug}/sessions`,
      valid: () => ({ loginId: anApplicant().loginId, password: aPassword() }),
      fields: { loginId: 'text', password: 'secret' },
      required: ['loginId', 'password'],
      wrongTextStatuses: [401],
    },
  ];
}

/** JSON texts that stand where a string or a boolean belongs, and are neither. */
export const WRONG_TYPES: Record<FieldKind, readonly string[]> = {
  text: [
    'null',
    'true',
    '0',
    '1.5',
    '1e400',
    '[]',
    '["a"]',
    '[["a"]]',
    '{}',
    '{"$ne":null}',
    '{"toString":"x"}',
    '{"length":12}',
  ],
  email: ['null', 'true', '0', '[]', '["ann@school.example"]', '{}', '{"$gt":""}', '{"length":12}'],
  secret: ['null', 'true', '12345678901', '[]', '["a long enough password"]', '{}', '{"length":40}'],
  boolean: ['null', '"true"', '"false"', '""', '0', '1', '[]', '[true]', '{}', '{"valueOf":true}'],
};

/** JSON string literals that are valid JSON and that no text field may take. */
export const FORBIDDEN_TEXTS: readonly string[] = [
  '"plain\\u0000text"', // NUL
  '"\\u0000"',
  '"plain\\ud800text"', // a high surrogate alone
  '"plain\\udc00text"', // a low surrogate alone
  '"\\udc00\\ud800-text"', // a pair the wrong way round
  '"plain\\u0007text"', // bell
  '"plain\\u001b[31mtext"', // a terminal escape
  '"plain\\u007ftext"', // delete
  '"plain\\u0085text"', // a C1 control
];

/** Further texts that an address may not be. */
export const FORBIDDEN_ADDRESSES: readonly string[] = [
  'plain',
  '@school.example',
  'ann@',
  'ann@school',
  'ann@school.example, eve@evil.example',
  'ann@school.example\r\nBcc: eve@evil.example',
  '"ann\r\nBcc: eve"@school.example',
  '"ann@evil.example"@school.example',
  'Ann <ann@school.example>',
  'ann\u200b@school.example',
  'ann\u00ad@school.example',
  'ann\u202e@school.example',
  'änn@school.example',
  'ann@school.example\t',
  'ann@[127.0.0.1]',
  'ann@school..example',
  'ann@-school.example',
  '.ann@school.example',
  `${'a'.repeat(65)}@school.example`,
  `ann@${'a'.repeat(64)}.example`,
  `ann@${'school.'.repeat(40)}example`,
];

/** Whole bodies that are not acceptable JSON, whatever the operation: 400. */
export const MALFORMED_BODIES: Readonly<Record<string, string | Buffer>> = {
  'an empty body': '',
  'white space': ' \r\n',
  'half an object': '{"email":"ann@school.example"',
  'a trailing comma': '{"email":"ann@school.example",}',
  'single quotes': "{'email':'ann@school.example'}",
  'a comment': '{/* */}',
  'two values': '{}{}',
  NaN: '{"email":NaN}',
  'a raw control character in a string': '{"email":"a\u0001b"}',
  'a raw line break in a string': '{"email":"a\nb"}',
  'invalid UTF-8': Buffer.concat([Buffer.from('{"email":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
  'overlong UTF-8': Buffer.concat([Buffer.from('{"email":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]),
  'a surrogate as UTF-8': Buffer.concat([Buffer.from('{"email":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
  'UTF-16': Buffer.from('\ufeff{"email":"ann@school.example"}', 'utf16le'),
  'the same key twice': '{"email":"ann@school.example","email":"eve@evil.example"}',
  'the same key twice, once escaped': '{"email":"ann@school.example","em\\u0061il":"eve@evil.example"}',
  'the key __proto__': '{"__proto__":{"operator":true}}',
  'the key __proto__, escaped': '{"\\u005f_proto__":{"operator":true}}',
  'the key constructor': '{"constructor":{"prototype":{"operator":true}}}',
  'the key __proto__ further down': '{"email":{"__proto__":[]}}',
  '5,000 arrays in each other': '['.repeat(5000) + ']'.repeat(5000),
  '5,000 objects in each other': '{"a":'.repeat(5000) + '1' + '}'.repeat(5000),
  'a field nested 5,000 deep': `{"email":${'['.repeat(5000)}${']'.repeat(5000)}}`,
};

/** JSON that is no object. */
export const NOT_OBJECTS: readonly string[] = ['null', 'true', '0', '"text"', '[]', '[{}]', '[null]'];
