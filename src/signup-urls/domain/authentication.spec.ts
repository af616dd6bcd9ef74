import fc from 'fast-check';
import { Findings } from '../../platform/problem/findings';
import { ValidationFailed } from '../../platform/problem/validation-failed';
import { type AuthenticationCode, checkCode, comparableCode } from './authentication-code';
import { checkAuthentication, codesAfter, type WantedAuthentication } from './authentication';

const known = (...codes: AuthenticationCode[]): { codes: AuthenticationCode[] } => ({ codes });
const aCode = (id: string, code: string, removed = false): AuthenticationCode => ({ id, code, label: null, removed });

function checked(value: unknown, codes: AuthenticationCode[] = []): WantedAuthentication | undefined | string[] {
  const findings = new Findings();
  const authentication = checkAuthentication(value, known(...codes), { findings, path: ['authentication'] });
  try {
    findings.throwIfAny();
    return authentication;
  } catch (error) {
    return (error as ValidationFailed).errors.map(
      ({ pointer, fault }) => `${pointer.slice('#/authentication'.length)} ${fault.code}`,
    );
  }
}

const codes = (...texts: unknown[]): { code: unknown }[] => texts.map((code) => ({ code }));
const numbered = (count: number): { code: unknown }[] => codes(...Array.from({ length: count }, (_, i) => `code-${i}`));

describe('a code', () => {
  it.each([
    ['spring-2026', 'spring-2026'],
    ['  spring 2026\n', 'spring 2026'],
    ['ＡＢＣＤ', 'ABCD'],
    ['春の講座', '春の講座'],
    ['🙂🙂🙂🙂', '🙂🙂🙂🙂'],
    ['a'.repeat(64), 'a'.repeat(64)],
    ['🙂'.repeat(64), '🙂'.repeat(64)],
    ['1234', '1234'],
  ])('%j is kept as %j', (raw, kept) => {
    expect(checkCode(raw)).toEqual({ ok: true, value: kept });
  });

  it.each([
    ['', 'required'],
    [' \t\n\u3000', 'required'],
    ['abc', 'too-short'],
    ['🙂🙂🙂', 'too-short'],
    [' abc ', 'too-short'],
    ['a'.repeat(65), 'too-long'],
    ['ﷺ'.repeat(4), 'too-long'],
    ['a'.repeat(100_000), 'too-long'],
    ['ab\ncd', 'line-break'],
    ['ab\u0007cd', 'control-characters'],
    ['ab\u200bcd', 'invisible-characters'],
    ['ab\u202ecd', 'text-direction-characters'],
    ['abc\ud800', 'broken-characters'],
  ])('%j is refused: %s', (raw, fault) => {
    expect(checkCode(raw)).toMatchObject({ ok: false, fault: { code: fault } });
  });
});

describe('two codes are the same', () => {
  it.each([
    ['Spring', 'SPRING'],
    ['ｓｐｒｉｎｇ', 'spring'],
    [' spring ', 'spring'],
    ['straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδος'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['cafe\u0301', 'CAFÉ'],
    ['ﬁnal', 'FINAL'],
    ['ｶﾞｸ', 'ガク'],
  ])('%j and %j', (one, other) => {
    expect(comparableCode(one)).toBe(comparableCode(other));
  });

  it.each([
    ['spring', 'spring1'],
    ['spring 1', 'spring1'],
    ['resume', 'résumé'],
    ['はる', 'ハル'],
    ['🙂🙂', '🙃🙃'],
  ])('but not %j and %j', (one, other) => {
    expect(comparableCode(one)).not.toBe(comparableCode(other));
  });

  it('when one is what is kept of the other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (raw) => {
        const kept = checkCode(raw);
        if (kept.ok) expect(comparableCode(kept.value)).toBe(comparableCode(raw));
      }),
    );
  });
});

describe('authentication', () => {
  it.each<[string, unknown, object]>([
    ['off', { required: false }, { required: false }],
    ['off, with codes for later', { required: false, codes: codes('later') }, { required: false }],
    ['off, with none', { required: false, codes: [] }, { required: false, codes: [] }],
    ['with one code', { required: true, codes: codes('spring') }, { required: true, codes: [{ code: 'spring', label: null }] }],
    ['with ten', { required: true, codes: numbered(10) }, { required: true }],
    [
      'with a label',
      { required: true, codes: [{ code: 'spring', label: ' Poster ' }] },
      { codes: [{ code: 'spring', label: 'Poster' }] },
    ],
    [
      'with a blank label',
      { required: true, codes: [{ code: 'spring', label: ' ' }] },
      { codes: [{ code: 'spring', label: null }] },
    ],
  ])('is accepted %s', (_, value, result) => {
    expect(checked(value)).toMatchObject(result);
  });

  it.each<[string, unknown, string[]]>([
    ['no object', 'yes', [' not-an-object']],
    ['null', null, [' not-an-object']],
    ['a list', [], [' not-an-object']],
    ['nothing said', {}, ['/required required']],
    ['a switch of another type', { required: 'true', codes: codes('spring') }, ['/required not-a-boolean']],
    ['no code with the switch on', { required: true }, ['/codes too-few']],
    ['an empty list with the switch on', { required: true, codes: [] }, ['/codes too-few']],
    ['eleven', { required: true, codes: numbered(11) }, ['/codes too-many']],
    ['eleven for later', { required: false, codes: numbered(11) }, ['/codes too-many']],
    ['codes that are no list', { required: true, codes: 'spring' }, ['/codes not-an-array']],
    ['a code that is no object', { required: true, codes: ['spring'] }, ['/codes/0 not-an-object']],
    ['a blank one', { required: true, codes: codes('spring', ' ') }, ['/codes/1/code required']],
    ['a blank one for later', { required: false, codes: codes(' ') }, ['/codes/0/code required']],
    ['two alike', { required: true, codes: codes('Spring', 'autumn', 'ＳＰＲＩＮＧ ') }, ['/codes/2/code duplicate']],
    ['a number', { required: true, codes: codes(1234) }, ['/codes/0/code not-a-string']],
    ['a long label', { required: true, codes: [{ code: 'spring', label: 'x'.repeat(51) }] }, ['/codes/0/label too-long']],
    ['a label of two lines', { required: true, codes: [{ code: 'spring', label: 'x\ny' }] }, ['/codes/0/label line-break']],
    ['an id there is not', { required: true, codes: [{ id: 'x', code: 'spring' }] }, ['/codes/0/id authentication-code-unknown']],
    [
      'members unknown',
      { required: false, x: 1, codes: [{ code: 'spring', removed: true }] },
      ['/x unknown-field', '/codes/0/removed unknown-field'],
    ],
    [
      'everything at once',
      { required: 1, codes: [{ code: 'abc', label: 2 }, { code: 'spring' }, { code: 'SPRING' }] },
      ['/required not-a-boolean', '/codes/0/code too-short', '/codes/0/label not-a-string', '/codes/2/code duplicate'],
    ],
  ])('is refused: %s', (_, value, faults) => {
    expect(checked(value)).toEqual(faults);
  });

  it('can be switched on over codes that are there, not over removed ones', () => {
    expect(checked({ required: true }, [aCode('a', 'spring')])).toEqual({ required: true });
    expect(checked({ required: true }, [aCode('a', 'spring', true)])).toEqual(['/codes too-few']);
  });

  it('names an id once', () => {
    const twice = [
      { id: 'a', code: 'spring' },
      { id: 'a', code: 'autumn' },
    ];
    expect(checked({ required: true, codes: twice }, [aCode('a', 'spring')])).toEqual(['/codes/1/id duplicate']);
  });
});

describe('codes after an edit', () => {
  let made = 0;
  const newId = (): string => `new-${(made += 1)}`;
  beforeEach(() => (made = 0));

  const after = (wanted: { id?: string; code: string }[], current: AuthenticationCode[]): string[] =>
    codesAfter(
      wanted.map((code) => ({ label: null, ...code })),
      current,
      newId,
    ).map(({ id, code, removed }) => `${id} ${code}${removed ? ' removed' : ''}`);

  it.each<[string, { id?: string; code: string }[], AuthenticationCode[], string[]]>([
    ['are new on a new URL', [{ code: 'spring' }, { code: 'autumn' }], [], ['new-1 spring', 'new-2 autumn']],
    ['keep their id when they say the same', [{ code: 'SPRING' }], [aCode('a', 'spring')], ['a SPRING']],
    ['keep their id when named by it', [{ id: 'a', code: 'summer' }], [aCode('a', 'spring')], ['a summer']],
    [
      'are removed when left out, and stay at the end',
      [{ code: 'autumn' }],
      [aCode('a', 'spring')],
      ['new-1 autumn', 'a spring removed'],
    ],
    ['come back with their id', [{ code: 'Spring' }], [aCode('a', 'spring', true)], ['a Spring']],
    [
      'come back as the one that is there, before a removed one',
      [{ code: 'spring' }],
      [aCode('a', 'spring', true), aCode('b', 'spring')],
      ['b spring', 'a spring removed'],
    ],
    [
      'are not taken for one that is named by its id',
      [{ id: 'a', code: 'summer' }, { code: 'spring' }],
      [aCode('a', 'spring')],
      ['a summer', 'new-1 spring'],
    ],
    ['can change places', [{ code: 'two-' }, { code: 'one-' }], [aCode('a', 'one-'), aCode('b', 'two-')], ['b two-', 'a one-']],
    ['can all go', [], [aCode('a', 'spring')], ['a spring removed']],
  ])('%s', (_, wanted, current, result) => {
    expect(after(wanted, current)).toEqual(result);
  });

  it('have ids of their own, whatever is edited how often', () => {
    const edit = fc.uniqueArray(fc.constantFrom('spring', 'summer', 'autumn', 'winter'), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
        const idsOf = new Map<string, string>();
        let current: AuthenticationCode[] = [];
        for (const texts of edits) {
          current = codesAfter(
            texts.map((code) => ({ code, label: null })),
            current,
            newId,
          );
          expect(new Set(current.map(({ id }) => id)).size).toBe(current.length);
          expect(current.filter(({ removed }) => !removed).map(({ code }) => code)).toEqual(texts);
          for (const { id, code } of current) {
            expect(idsOf.get(code) ?? id).toBe(id);
            idsOf.set(code, id);
          }
        }
      }),
    );
  });
});
