import fc from 'fast-check';
import { MEMBER_LIMIT, readGroup, readGroupCalled } from './wanted-group';

const VALID = { lmsId: 'course-1', name: 'Maths', code: 'M1', parentLmsId: 'science', memberLimit: 20, archived: false };

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', 'e', '\u0301', '\u200b', '\u200d', ' ', '\ud800') }),
);

/** Where and why, in one text each. */
const faultsOf = (sent: unknown): string[] => readGroup(sent).errors.map(({ pointer, fault }) => `${pointer} ${fault.code}`);

describe('a group that the LMS sends', () => {
  it('is read whole', () => {
    expect(readGroup(VALID)).toEqual({ lmsId: 'course-1', wanted: VALID, errors: [] });
  });

  it('loses what is left out, or null', () => {
    const least = { lmsId: 'course-1', name: 'Maths' };
    const wanted = { ...least, code: null, parentLmsId: null, memberLimit: null, archived: false };
    expect(readGroup(least).wanted).toEqual(wanted);
    expect(readGroup({ ...least, code: null, parentLmsId: null, memberLimit: null }).wanted).toEqual(wanted);
  });

  it.each([
    ['lmsId', 'a', 'a'],
    ['lmsId', '  a b ', 'a b'],
    ['lmsId', 'A', 'A'],
    ['lmsId', '%_\\\'"', '%_\\\'"'],
    ['lmsId', '..', '..'],
    ['lmsId', 'e\u0301', 'é'],
    ['lmsId', '講座🙂', '講座🙂'],
    ['lmsId', '🙂'.repeat(100), '🙂'.repeat(100)],
    ['parentLmsId', ' science ', 'science'],
    ['name', ' Maths  101 ', 'Maths  101'],
    ['name', '数'.repeat(30), '数'.repeat(30)],
    ['code', ' m/1 ', 'm/1'],
    ['memberLimit', 1, 1],
    ['memberLimit', 1_000_000, 1_000_000],
    ['archived', true, true],
  ])('may have the %s %j, kept as %j', (member, sent, kept) => {
    expect(readGroup({ ...VALID, [member]: sent }).wanted).toEqual({ ...VALID, [member]: kept });
  });

  it.each<[string, unknown, string]>([
    ['lmsId', undefined, 'required'],
    ['lmsId', null, 'required'],
    ['lmsId', '', 'required'],
    ['lmsId', ' \u3000', 'required'],
    ['lmsId', 1, 'not-a-string'],
    ['lmsId', ['a'], 'not-a-string'],
    ['lmsId', 'a'.repeat(101), 'too-long'],
    ['lmsId', 'a\u0000b', 'control-characters'],
    ['lmsId', 'a\tb', 'control-characters'],
    ['lmsId', 'a\nb', 'line-break'],
    ['lmsId', 'a\u200bb', 'invisible-characters'],
    ['lmsId', 'a\u200e', 'invisible-characters'],
    ['lmsId', 'a\u00adb', 'invisible-characters'],
    ['lmsId', 'a\u202eb', 'text-direction-characters'],
    ['lmsId', 'a\ud800', 'broken-characters'],
    ['name', undefined, 'required'],
    ['name', null, 'required'],
    ['name', '  ', 'required'],
    ['name', {}, 'not-a-string'],
    ['name', '数'.repeat(31), 'too-long'],
    ['name', 'a\u0007', 'control-characters'],
    ['code', '', 'required'],
    ['code', 7, 'not-a-string'],
    ['code', 'a'.repeat(31), 'too-long'],
    ['parentLmsId', '', 'required'],
    ['parentLmsId', false, 'not-a-string'],
    ['parentLmsId', 'a'.repeat(101), 'too-long'],
    ['parentLmsId', 'course-1', 'parent-itself'],
    ['parentLmsId', ' course-1 ', 'parent-itself'],
    ['memberLimit', 0, 'out-of-range'],
    ['memberLimit', -0, 'out-of-range'],
    ['memberLimit', 1_000_001, 'out-of-range'],
    ['memberLimit', 1e308, 'out-of-range'],
    ['memberLimit', 1.5, 'not-an-integer'],
    ['memberLimit', NaN, 'not-an-integer'],
    ['memberLimit', '20', 'not-an-integer'],
    ['memberLimit', true, 'not-an-integer'],
    ['archived', null, 'not-a-boolean'],
    ['archived', 'true', 'not-a-boolean'],
    ['archived', 1, 'not-a-boolean'],
    ['id', 'a', 'unknown-field'],
    ['toString', 'a', 'unknown-field'],
  ])('may not have the %s %j: %s', (member, sent, code) => {
    expect(faultsOf({ ...VALID, [member]: sent })).toEqual([`#/${member} ${code}`]);
    expect(readGroup({ ...VALID, [member]: sent }).wanted).toBeNull();
  });

  it('is told every fault at once, and named by its id where that can be read', () => {
    const sent = { lmsId: 'course-1', name: '', memberLimit: 0, archived: 'no', colour: 'blue' };
    expect(faultsOf(sent)).toEqual([
      '#/colour unknown-field',
      '#/name required',
      '#/memberLimit out-of-range',
      '#/archived not-a-boolean',
    ]);
    expect(readGroup(sent).lmsId).toBe('course-1');
    expect(readGroup({ ...sent, lmsId: 1 }).lmsId).toBeNull();
  });

  it.each([null, undefined, 1, 'a', true, [], [VALID]])('is an object, not %j', (sent) => {
    expect(readGroup(sent)).toEqual({ lmsId: null, wanted: null, errors: [{ pointer: '#', fault: { code: 'not-an-object' } }] });
  });

  it('may be of any shape without harm', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...Object.keys(VALID)), fc.anything())), (sent) => {
        const { wanted, errors } = readGroup(sent);
        expect(wanted === null).toBe(errors.length > 0);
        if (wanted !== null) expect(readGroup(wanted).wanted).toEqual(wanted);
      }),
    );
  });

  it('keeps ids apart: two that are read as one differ by outer white space and normalisation alone', () => {
    const canonical = (text: string): string => text.normalize('NFC').trim();
    fc.assert(
      fc.property(anyText, (lmsId) => {
        const read = readGroup({ lmsId, name: 'a' });
        expect(read.lmsId ?? canonical(lmsId)).toBe(canonical(lmsId));
      }),
    );
  });

  it('has at most as many members as fit', () => {
    expect(readGroup({ ...VALID, memberLimit: MEMBER_LIMIT.maximum + 1 }).errors).toEqual([
      { pointer: '#/memberLimit', fault: { code: 'out-of-range', facts: { minimum: 1, maximum: 1_000_000 } } },
    ]);
  });
});

describe('a group whose id is in the address', () => {
  const { lmsId, ...others } = VALID;

  it('has all other members in the body', () => {
    expect(readGroupCalled(lmsId, others)).toEqual({ lmsId, wanted: VALID, errors: [] });
  });

  it('may have the same id in the body, read as the one in the address is', () => {
    expect(readGroupCalled(lmsId, VALID)).toEqual({ lmsId, wanted: VALID, errors: [] });
    expect(readGroupCalled(' e\u0301 ', { ...VALID, lmsId: 'é' }).wanted).toEqual({ ...VALID, lmsId: 'é' });
  });

  it.each([null, '', 1, ['course-1'], 'course-2', 'Course-1', 'course-1\u200b'])(
    'has no other id in the body, such as %j',
    (other) => {
      expect(readGroupCalled(lmsId, { ...VALID, lmsId: other })).toEqual({
        lmsId,
        wanted: null,
        errors: [{ pointer: '#/lmsId', fault: { code: 'not-one-of', facts: { allowed: lmsId } } }],
      });
    },
  );

  it('is told of the address alone where that is at fault', () => {
    expect(readGroupCalled('a\u0000', { ...VALID, lmsId: 'b' }).errors).toEqual([
      { pointer: '#/lmsId', fault: { code: 'control-characters' } },
    ]);
  });

  it.each([null, undefined, [], 'a'])('has a body that is an object, not %j', (sent) => {
    expect(readGroupCalled(lmsId, sent).errors).toEqual([{ pointer: '#', fault: { code: 'not-an-object' } }]);
  });
});
