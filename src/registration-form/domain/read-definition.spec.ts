import fc from 'fast-check';
import { ValidationFailed } from '../../platform/problem/validation-failed';
import { DEFAULT_DEFINITION, type FormDefinition } from './form-definition';
import { BUILT_IN_KEYS, type BuiltInKey, INDISPENSABLE } from './form-field';
import { type DefinitionRules, MOST_CUSTOM_FIELDS, readDefinition } from './read-definition';

const WITH_LOGIN_ID: DefinitionRules = { usesLoginId: true };

const builtIn = (key: BuiltInKey, said: object = {}) => ({ type: 'built-in', key, used: true, required: true, ...said });
const indispensable = [...INDISPENSABLE].map((key) => builtIn(key));
const text = (said: object = {}) => ({ type: 'text', key: 'company', label: { en: 'Company' }, ...said });
const option = (value: unknown, said: object = {}) => ({ value, label: { en: 'An option' }, ...said });

/** The pointers and codes of what is wrong with a form of the indispensable fields and `field`. */
const faultsOf = (field: unknown, rules = WITH_LOGIN_ID) => faultsOfBody({ fields: [...indispensable, field] }, rules);

function faultsOfBody(body: unknown, rules = WITH_LOGIN_ID): string[] {
  try {
    readDefinition(body, rules);
    return [];
  } catch (error) {
    if (!(error instanceof ValidationFailed)) throw error;
    return error.errors.map(({ pointer, fault }) => `${pointer.replace('#/fields/4', '…')} ${fault.code}`);
  }
}

const read = (...fields: unknown[]): FormDefinition => readDefinition({ fields: [...indispensable, ...fields] }, WITH_LOGIN_ID);

describe('a form as it is kept', () => {
  it('has every built-in field: what was left out is not used, and comes last', () => {
    const form = read(builtIn('country', { required: false }), text());
    expect(form.map(({ key }) => key)).toEqual([
      ...['loginId', 'name', 'email', 'password', 'country', 'company'],
      ...['displayName', 'department', 'position', 'language', 'timeZone'],
    ]);
    expect(form.at(-1)).toEqual({ type: 'built-in', key: 'timeZone', used: false, required: false, label: {}, description: {} });
  });

  it('keeps the order, and tidies the texts', () => {
    const form = readDefinition(
      { fields: [text({ label: { ja: ' 会社名　', en: 'Cafe\u0301' }, description: { en: 'One\r\ntwo' } }), ...indispensable] },
      WITH_LOGIN_ID,
    );
    expect(form[0]).toEqual({
      type: 'text',
      key: 'company',
      required: false,
      label: { en: 'Café', ja: '会社名' },
      description: { en: 'One\ntwo' },
    });
  });

  it('can be sent back as it is', () => {
    const form = read(
      text({ minLength: 2, maxLength: 20, pattern: '^a' }),
      { type: 'checkbox', key: 'topics', label: { en: 'Topics' }, options: [option('a'), option('b')], maxSelections: 1 },
      { type: 'date', key: 'born', label: { ja: '生年月日' }, minimum: '1900-01-01' },
      { type: 'number', key: 'years', label: { en: 'Years' }, minimum: 0, maximum: 1.5, integer: false },
    );
    expect(readDefinition({ fields: form }, WITH_LOGIN_ID)).toEqual(form);
    expect(readDefinition({ fields: DEFAULT_DEFINITION }, WITH_LOGIN_ID)).toEqual(DEFAULT_DEFINITION);
  });
});

describe('the built-in fields', () => {
  it.each([...INDISPENSABLE])('cannot do without %s', (key) => {
    const others = indispensable.filter((field) => field.key !== key);
    expect(faultsOfBody({ fields: others })).toEqual(['#/fields fields-missing']);
    expect(faultsOfBody({ fields: [...others, builtIn(key, { used: false })] })).toEqual(['#/fields/3/used field-always-used']);
    expect(faultsOfBody({ fields: [...others, builtIn(key, { required: false })] })).toEqual([
      '#/fields/3/required field-always-required',
    ]);
  });

  it('need not have a login ID where the settings say so', () => {
    const rules = { usesLoginId: false };
    const others = indispensable.filter(({ key }) => key !== 'loginId');
    expect(faultsOfBody({ fields: others }, rules)).toEqual([]);
    expect(faultsOfBody({ fields: [builtIn('loginId', { used: false, required: false }), ...others] }, rules)).toEqual([]);
    expect(faultsOfBody({ fields: [builtIn('loginId'), ...others] }, rules)).toEqual([]);
  });

  it.each(BUILT_IN_KEYS.filter((key) => !INDISPENSABLE.has(key)))('may have %s, required or not, or not have it', (key) => {
    for (const said of [{}, { required: false }, { used: false }, { used: false, required: false }]) {
      expect(faultsOf(builtIn(key, said))).toEqual([]);
    }
  });

  it('are used, and required if one cannot do without them, where nothing else is said', () => {
    const form = readDefinition(
      { fields: ['name', 'loginId', 'email', 'password', 'country'].map((key) => ({ type: 'built-in', key })) },
      WITH_LOGIN_ID,
    );
    expect(form.slice(0, 5)).toMatchObject([
      ...Array.from({ length: 4 }, () => ({ used: true, required: true })),
      { key: 'country', used: true, required: false },
    ]);
  });

  it.each<[object, string]>([
    [{ used: 'yes' }, '…/used not-a-boolean'],
    [{ used: null }, '…/used not-a-boolean'],
    [{ required: 1 }, '…/required not-a-boolean'],
    [{ required: null }, '…/required not-a-boolean'],
    [{ options: [] }, '…/options unknown-field'],
    [{ maxLength: 3 }, '…/maxLength unknown-field'],
    [{ label: 'Country' }, '…/label not-an-object'],
    [{ label: { en: '' } }, '…/label/en required'],
    [{ label: { fr: 'Pays' } }, '…/label/fr unknown-field'],
    [{ key: 'age' }, '…/key not-one-of'],
    [{ key: 7 }, '…/key not-one-of'],
    [{ key: undefined }, '…/key required'],
  ])('are refused with %j: %s', (said, fault) => {
    expect(faultsOf(builtIn('country', said))).toEqual([fault]);
  });
});

describe('a question of the site’s own', () => {
  it.each<[object, ...string[]]>([
    [{ key: undefined }, '…/key required'],
    [{ key: '' }, '…/key field-key-invalid'],
    [{ key: '1st' }, '…/key field-key-invalid'],
    [{ key: '_a' }, '…/key field-key-invalid'],
    [{ key: 'a-b' }, '…/key field-key-invalid'],
    [{ key: 'é' }, '…/key field-key-invalid'],
    [{ key: 'a\n' }, '…/key field-key-invalid'],
    [{ key: 'a'.repeat(41) }, '…/key field-key-invalid'],
    [{ key: 'name' }, '…/key duplicate', '…/key field-key-reserved'],
    [{ key: 'Country' }, '…/key field-key-reserved'],
    [{ key: 'TIMEZONE' }, '…/key field-key-reserved'],
    [{ key: 'constructor' }, '…/key field-key-reserved'],
    [{ key: 'Prototype' }, '…/key field-key-reserved'],
    [{ key: 'toString' }, '…/key field-key-reserved'],
    [{ key: 'hasownproperty' }, '…/key field-key-reserved'],
    [{ key: '__proto__' }, '…/key field-key-invalid'],
    [{ key: null }, '…/key not-a-string'],
    [{ type: undefined }, '…/type required'],
    [{ type: 'file' }, '…/type not-one-of'],
    [{ type: ['text'] }, '…/type not-one-of'],
    [{ label: undefined }, '…/label required'],
    [{ label: {} }, '…/label required'],
    [{ label: null }, '…/label not-an-object'],
    [{ label: { en: 1 } }, '…/label/en not-a-string'],
    [{ label: { en: 'a'.repeat(201) } }, '…/label/en too-long'],
    [{ label: { en: 'a\u202eb' } }, '…/label/en text-direction-characters'],
    [{ label: { en: 'a\nb' } }, '…/label/en line-break'],
    [{ description: { ja: 'a'.repeat(1001) } }, '…/description/ja too-long'],
    [{ description: { ja: 'a\u0007' } }, '…/description/ja control-characters'],
    [{ used: true }, '…/used unknown-field'],
    [{ options: [option('a')] }, '…/options unknown-field'],
    [{ minSelections: 1 }, '…/minSelections unknown-field'],
    [{ minimum: 1 }, '…/minimum unknown-field'],
    [{ minLength: 0 }, '…/minLength out-of-range'],
    [{ minLength: 1.5 }, '…/minLength not-an-integer'],
    [{ minLength: '2' }, '…/minLength not-an-integer'],
    [{ maxLength: 1001 }, '…/maxLength out-of-range'],
    [{ minLength: 5, maxLength: 4 }, '…/minLength limits-contradict'],
    [{ pattern: '(?=a)' }, '…/pattern pattern-invalid'],
    [{ pattern: '(a)\\1' }, '…/pattern pattern-invalid'],
    [{ pattern: 'a{999}' }, '…/pattern pattern-too-complex'],
    [{ pattern: 'a'.repeat(201) }, '…/pattern too-long'],
    [{ pattern: ['a'] }, '…/pattern not-a-string'],
    [{ key: '9', label: { en: '' }, maxLength: 0 }, '…/key field-key-invalid', '…/label/en required', '…/maxLength out-of-range'],
  ])('is refused with %j: %s', (said, ...faults) => {
    expect(faultsOf(text(said)).sort()).toEqual(faults);
  });

  it.each<[object, ...string[]]>([
    [{}, '…/options required'],
    [{ options: null }, '…/options not-an-array'],
    [{ options: {} }, '…/options not-an-array'],
    [{ options: [] }, '…/options too-few'],
    [{ options: Array.from({ length: 201 }, (_, i) => option(`o${i}`)) }, '…/options too-many'],
    [{ options: ['a'] }, '…/options/0 not-an-object'],
    [{ options: [option('')] }, '…/options/0/value required'],
    [{ options: [option(1)] }, '…/options/0/value not-a-string'],
    [{ options: [option('a'.repeat(101))] }, '…/options/0/value too-long'],
    [{ options: [option('a'), option('b'), option(' a ')] }, '…/options/2/value duplicate'],
    [{ options: [option('a', { label: {} })] }, '…/options/0/label required'],
    [{ options: [option('a', { label: undefined })] }, '…/options/0/label required'],
    [{ options: [option('a', { selected: true })] }, '…/options/0/selected unknown-field'],
    [{ options: [option('a')], minSelections: 2 }, '…/minSelections out-of-range'],
    [{ options: [option('a')], maxSelections: 0 }, '…/maxSelections out-of-range'],
    [{ options: [option('a'), option('b')], minSelections: 2, maxSelections: 1 }, '…/minSelections limits-contradict'],
  ])('has options that can be told apart: %j: %s', (said, ...faults) => {
    expect(faultsOf({ type: 'checkbox', key: 'topics', label: { en: 'Topics' }, ...said }).sort()).toEqual(faults);
  });

  it.each<[string, object, ...string[]]>([
    ['number', { minimum: '1' }, '…/minimum not-a-number'],
    ['number', { minimum: Infinity }, '…/minimum not-a-number'],
    ['number', { maximum: 1e300 }, '…/maximum out-of-range'],
    ['number', { minimum: 2, maximum: 1 }, '…/minimum limits-contradict'],
    ['number', { integer: 'yes' }, '…/integer not-a-boolean'],
    ['number', { minimum: 1, maximum: 1 }],
    ['date', { minimum: 20200101 }, '…/minimum not-a-string'],
    ['date', { minimum: '2025-02-29' }, '…/minimum date-invalid'],
    ['date', { minimum: '2025-02-02', maximum: '2025-02-01' }, '…/minimum limits-contradict'],
    ['date', { integer: true }, '…/integer unknown-field'],
    ['text-area', { maxLength: 5000 }],
    ['text-area', { maxLength: 5001 }, '…/maxLength out-of-range'],
    ['text-area', { pattern: 'a' }, '…/pattern unknown-field'],
    ['consent', { required: true }],
    ['consent', { minimum: 1 }, '…/minimum unknown-field'],
    ['radio', { options: [option('a')], maxSelections: 1 }, '…/maxSelections unknown-field'],
    ['pull-down', { options: [option('a')] }],
  ])('of type %s with %j: %s', (type, said, ...faults) => {
    expect(faultsOf({ type, key: 'extra', label: { en: 'Extra' }, ...said })).toEqual(faults);
  });
});

describe('the whole form', () => {
  it.each<[unknown, ...string[]]>([
    [undefined, '# required'],
    [null, '# not-an-object'],
    [[], '# not-an-object'],
    ['form', '# not-an-object'],
    [{}, '#/fields required'],
    [{ fields: null }, '#/fields not-an-array'],
    [{ fields: {} }, '#/fields not-an-array'],
    [{ fields: [], version: 3 }, '#/version unknown-field', '#/fields fields-missing'],
    [{ fields: [null, 'name', []] }, ...['0', '1', '2'].map((i) => `#/fields/${i} not-an-object`), '#/fields fields-missing'],
  ])('is refused: %j', (body, ...faults) => {
    expect(faultsOfBody(body)).toEqual(faults);
  });

  it('asks for the same only once, whatever the case of letters', () => {
    expect(faultsOf(builtIn('name'))).toEqual(['…/key duplicate']);
    expect(faultsOfBody({ fields: [...indispensable, text(), text({ key: 'COMPANY' })] })).toEqual(['#/fields/5/key duplicate']);
  });

  it('has at most 50 questions of the site’s own', () => {
    const questions = Array.from({ length: MOST_CUSTOM_FIELDS + 1 }, (_, i) => text({ key: `q${i}` }));
    expect(faultsOfBody({ fields: [...indispensable, ...questions.slice(1)] })).toEqual([]);
    expect(faultsOfBody({ fields: [...indispensable, ...questions] })).toEqual(['#/fields too-many']);
    expect(faultsOfBody({ fields: Array.from({ length: 10_000 }, () => text()) })).toEqual(['#/fields too-many']);
  });

  it('is read or refused with reasons, whatever was sent', () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom('text', 'name', 'built-in', 'a', 1, -0, 1e400, '(a+)+', '2025-01-01'));
    const members = ['type', 'key', 'used', 'required', 'label', 'description', 'options', 'pattern', 'minimum', 'maxLength'];
    const field = fc.oneof(
      fc.constantFrom<unknown>(...indispensable, text()),
      fc.dictionary(fc.constantFrom(...members, '__proto__', 'x'), value),
      fc.record({
        type: fc.constantFrom('radio', 'checkbox', 'number', 'date', 'text'),
        key: fc.constant('k'),
        label: value,
        options: value,
        pattern: value,
        minimum: value,
      }),
      value,
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ fields: fc.array(field) })), (body) => {
        expect(Array.isArray(faultsOfBody(body))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
