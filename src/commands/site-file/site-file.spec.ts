import fc from 'fast-check';
import { CommandFailed } from '../support/command-failed';
import { bytesOfLogo } from './bytes-of-logo';
import { changesBetweenFiles } from './changes-between-files';
import { readSiteFile } from './read-site-file';
import { type SiteFile } from './site-file';
import { writeSiteFile } from './write-site-file';

const FILE: SiteFile = { matriculaSite: 1, site: { slug: 'north', name: 'North' } };

const read = (text: string): SiteFile => readSiteFile(Buffer.from(text));
function refusalOf(text: string): unknown {
  try {
    return read(text);
  } catch (error) {
    return error;
  }
}

const named = (name: unknown): SiteFile => ({ ...FILE, site: { slug: 'north', name } });

describe('a file about a site', () => {
  it.each([
    'no',
    'on',
    'Yes',
    'null',
    '~',
    '0123',
    '1e3',
    '0x1F',
    '12:30:00',
    '2026-01-01',
    '',
    ' x ',
    '- a',
    'a: b',
    '# c',
    '*a',
    '&a',
    '!t',
  ])('has the text %p as a text, for readers of YAML 1.1 as well', (name) => {
    const text = writeSiteFile(named(name));
    expect(read(text).site?.name).toBe(name);
    expect(text).toMatch(/^ {2}name: "/m);
  });

  it('comes back as it was written, whatever a text holds', () => {
    const member = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(...'\n\r\t "\'#:-|>é\u2028\u0085x') }),
    );
    fc.assert(
      fc.property(fc.array(member), (texts) => {
        const file = { ...FILE, declineReasons: texts.map((text, i) => ({ key: `k-${i}`, text: { en: text } })) };
        expect(read(writeSiteFile(file))).toEqual(file);
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same text again, and has lines that can be compared', () => {
    const file = { ...FILE, terms: { enabled: true, markdown: { en: '# One\n\nTwo two two.\n\n- three\n' } } };
    const text = writeSiteFile(file);
    expect(writeSiteFile(read(text))).toBe(text);
    expect(text).toContain('    en: |\n      # One\n\n      Two two two.\n\n      - three\n');
  });

  it.each([
    ['another format', 'matriculaSite: 2', /^Error: matriculaSite: has to be 1/],
    ['no format', 'site: {slug: a}', /^Error: matriculaSite: /],
    ['nothing', '', /^Error: matriculaSite: /],
    ['a list', '- 1', /^Error: matriculaSite: /],
    ['what it does not know', 'matriculaSite: 1\nsettings: {linkLife: 3}', /^Error: settings\.linkLife: is not known\.$/],
    [
      'a secret',
      'matriculaSite: 1\nbotProtection: {hcaptcha: {secret: x}}',
      /^Error: botProtection\.hcaptcha\.secret: is not known\.$/,
    ],
    [
      'codes',
      'matriculaSite: 1\ngroups: [{lmsId: a, name: A, signupUrl: {codeRequired: true, codes: [x]}}]',
      /^Error: groups\.0\.signupUrl\.codes: is not known\.$/,
    ],
    [
      'ids of colleagues',
      'matriculaSite: 1\nsettings: {notifiedOfApplications: [x]}',
      /^Error: settings\.notifiedOfApplications: /,
    ],
    ['a list for an object', 'matriculaSite: 1\nsettings: []', /^Error: settings: has to be: object\.$/],
    ['nothing for a section', 'matriculaSite: 1\nterms:', /^Error: terms: has to be: object\.$/],
    [
      'a number for an id',
      'matriculaSite: 1\ngroups: [{lmsId: 0123, name: A}]',
      /^Error: groups\.0\.lmsId: has to be: string\.$/,
    ],
    ['a template that is none', 'matriculaSite: 1\nmailTemplates: {staff-invitation: {}}', /^Error: mailTemplates/],
    ['too many groups', `matriculaSite: 1\ngroups: [${'{lmsId: a},'.repeat(10_001)}]`, /^Error: groups: /],
    ['a key twice', 'matriculaSite: 1\nsite: {name: a, name: b}', /not YAML.*unique/],
    ['a second document', 'matriculaSite: 1\n---\nmatriculaSite: 1', /not YAML/],
    ['a tag', 'matriculaSite: 1\nsite: {name: !!js/function "x"}', /not YAML/],
    ['an alias', 'matriculaSite: 1\nsite: {name: &a x, slug: *a}', /Aliases/],
    ['a merge', 'matriculaSite: 1\nsite: &s {name: x}\nterms: {<<: *s}', /Aliases|not known/],
    ['a key that is an object', 'matriculaSite: 1\n? {a: b}\n: c', /not YAML|not known/],
    ['a prototype', 'matriculaSite: 1\n__proto__: {polluted: true}', /__proto__: is not known/],
    ['no end', 'matriculaSite: 1\nsite: {name: "x', /not YAML/],
    ['depth', `matriculaSite: 1\ndeclineReasons: ${'['.repeat(100_000)}`, /./],
  ])('with %s is refused, and the place is named', (_what, text, sentence) => {
    expect(refusalOf(text)).toBeInstanceOf(CommandFailed);
    expect(String(refusalOf(text))).toMatch(sentence);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('of a few lines that stand for gigabytes is refused at once', () => {
    const lines = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`);
    const began = performance.now();
    expect(() => read(`matriculaSite: 1\na0: &a0 [x]\n${lines.join('\n')}`)).toThrow(/^Aliases/);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('that is too large, or no text, is refused', () => {
    expect(() => readSiteFile(Buffer.alloc(16 * 1024 * 1024 + 1, 0x20))).toThrow(/16 MiB/);
    expect(() => readSiteFile(Buffer.from([0x61, 0xff, 0xfe]))).toThrow(/UTF-8/);
  });
});

describe('what differs between two files', () => {
  const groups = [
    { lmsId: 'a', name: 'A' },
    { lmsId: 'b', name: 'B' },
  ];

  it('is nothing between one and itself', () => {
    expect(changesBetweenFiles({ ...FILE, groups }, { ...FILE, groups })).toEqual([]);
  });

  it('is told by value, items by their names', () => {
    const before = { ...FILE, settings: { locale: 'en', timeZone: 'UTC' }, groups };
    const after = {
      ...FILE,
      settings: { locale: 'ja', logInUrl: null },
      groups: [groups[1] ?? { lmsId: '' }, { lmsId: 'c', name: 'C' }],
    };
    expect(changesBetweenFiles(before, after)).toEqual([
      '- settings.timeZone: "UTC"',
      '- groups[a].lmsId: "a"',
      '- groups[a].name: "A"',
      '~ settings.locale: "en" → "ja"',
      '+ settings.logInUrl: null',
      '+ groups[c].lmsId: "c"',
      '+ groups[c].name: "C"',
    ]);
  });

  it('is an order as well', () => {
    expect(changesBetweenFiles({ ...FILE, groups }, { ...FILE, groups: groups.toReversed() })).toEqual([
      '~ groups (order): a, b → b, a',
    ]);
  });

  it('is short, and a line for each, whatever the values are', () => {
    const [line = ''] = changesBetweenFiles(named('a\n\u001b[2J'), named('x\n'.repeat(5_000)));
    expect(line).toMatch(/^~ site\.name: "a\\n\\u001b\[2J" → "x\\n.{1,90}… \(15002 characters\)$/);
  });
});

describe('a logo in a file', () => {
  it('is its bytes, in lines or without', () => {
    expect(bytesOfLogo('AQID\nBA==\n')).toEqual(Buffer.from([1, 2, 3, 4]));
  });

  it.each(['', 'AQI', 'no base64!', 'AQ==AQ=='])('is none: %p', (text) => {
    expect(() => bytesOfLogo(text)).toThrow('fields');
  });
});
