import { Ajv2020 } from 'ajv/dist/2020';
import { type ValidationFailed } from '../../platform/problem/validation-failed';
import { CODE_LENGTH } from '../../signup-urls';
import { aForm } from '../testing/a-form';
import { checkSubmission } from './check-submission';
import { hintsOf } from './form-hints';
import { schemaOf } from './form-schema';
import { type FormEntrance, type RegistrationForm } from './registration-form';

const READER = { locale: 'en', siteLocale: 'en' } as const;
const KEY = 'q3Zk9XbT0mC1dJr8Ue2o7wAx';

const through = (said: Partial<FormEntrance> = {}): RegistrationForm =>
  aForm({ entrance: { key: KEY, groupName: 'Evening class', codeRequired: true, ...said } });

const aSubmission = (said: object = {}): object => ({
  name: 'Sam Example',
  loginId: 'sam.example',
  email: 'sam@example.org',
  password: 'plum jam on warm bread',
  ...said,
});

function faultsOf(form: RegistrationForm, body: object, codeFault?: { code: 'authentication-code-wrong' }): string[] {
  try {
    checkSubmission(form, body, 'en', { codeFault });
    return [];
  } catch (error) {
    return (error as ValidationFailed).errors.map(({ pointer, fault }) => `${pointer} ${fault.code}`);
  }
}

describe('a form that is filled in through a sign-up URL', () => {
  it('takes the URL’s key and a code', () => {
    expect(faultsOf(through(), aSubmission({ signupUrl: KEY, authenticationCode: 'spring-2026' }))).toEqual([]);
  });

  it('tells of a wrong code together with every other fault', () => {
    const wrong = { code: 'authentication-code-wrong' } as const;
    expect(faultsOf(through(), aSubmission({ signupUrl: KEY, email: 'none' }), wrong)).toEqual([
      '#/email email-missing-at',
      '#/authenticationCode authentication-code-wrong',
    ]);
  });

  it('has a schema that demands both, and the code in its length', () => {
    const validate = new Ajv2020({ strict: true }).compile(schemaOf(through(), READER));
    const accepts = (said: object): boolean => validate(aSubmission(said));
    expect(accepts({ signupUrl: KEY, authenticationCode: 'spring-2026' })).toBe(true);
    expect(accepts({ signupUrl: KEY, authenticationCode: 'x'.repeat(CODE_LENGTH.minimum) })).toBe(true);
    expect(accepts({ signupUrl: KEY, authenticationCode: 'x'.repeat(CODE_LENGTH.minimum - 1) })).toBe(false);
    expect(accepts({ signupUrl: KEY, authenticationCode: 'x'.repeat(CODE_LENGTH.maximum) })).toBe(true);
    expect(accepts({ signupUrl: KEY, authenticationCode: 'x'.repeat(CODE_LENGTH.maximum + 1) })).toBe(false);
    expect(accepts({ signupUrl: KEY })).toBe(false);
    expect(accepts({ signupUrl: 'another', authenticationCode: 'spring-2026' })).toBe(false);
    expect(accepts({ authenticationCode: 'spring-2026' })).toBe(false);
  });

  it('draws the code like a field, last', () => {
    expect(hintsOf(through(), READER).at(-1)).toMatchObject({
      key: 'authenticationCode',
      pointer: '#/authenticationCode',
      label: 'Authentication code',
      required: true,
      widget: 'text',
      autocomplete: 'off',
    });
  });

  it('draws none where no code is asked, and takes one all the same: it was asked for when the form was opened', () => {
    const form = through({ codeRequired: false });
    const body = aSubmission({ signupUrl: KEY, authenticationCode: 'old' });
    expect(hintsOf(form, READER).map(({ key }) => key)).not.toContain('authenticationCode');
    expect(faultsOf(form, body)).toEqual([]);
    expect(new Ajv2020({ strict: true }).compile(schemaOf(form, READER))(body)).toBe(true);
  });
});

describe('the site’s own form', () => {
  it('knows neither key nor code', () => {
    expect(faultsOf(aForm(), aSubmission({ signupUrl: KEY, authenticationCode: 'spring-2026' }))).toEqual([
      '#/signupUrl unknown-field',
      '#/authenticationCode unknown-field',
    ]);
  });
});
