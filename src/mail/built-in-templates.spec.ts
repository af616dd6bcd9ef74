import { LOCALES } from '../platform/i18n';
import { builtInTemplate } from './built-in-templates';
import { faultsOf } from './check-template';
import { compileTemplate } from './compiled-template';
import { MAIL_TEMPLATES } from './domain/mail-templates';
import { sampleParams } from './domain/sample-params';
import { contextOf } from './domain/template-context';
import { TEMPLATE_VARIABLES } from './domain/template-variables';

const LITTLE = {
  siteName: 'Site',
  name: 'Sam',
  loginId: 'sam',
  count: '1',
  activationUrl: 'https://a.example',
  passwordUrl: 'https://a.example',
  applications: [{ name: 'Sam', loginId: 'sam', appliedAt: 'today' }],
};

const all = MAIL_TEMPLATES.flatMap((template) => LOCALES.map((locale) => [template, locale] as const));

describe.each(all)('the built-in template %s in %s', (template, locale) => {
  const source = builtInTemplate(template, locale);
  const variables = TEMPLATE_VARIABLES[template];
  const params = sampleParams(variables, locale);
  const mail = compileTemplate(source, variables).render(contextOf(params, { locale, timeZone: 'Asia/Tokyo' }));

  it('would be accepted from an administrator', () => {
    expect(faultsOf(source, variables)).toEqual([]);
  });

  it('is complete: nothing is left of braces and places', () => {
    expect(Object.values(mail).filter((part) => /\{\{|\}\}|\[\[|\]\]|undefined|\[object/.test(part))).toEqual([]);
  });

  it('says the same in both parts', () => {
    const { activationUrl, passwordUrl, logInUrl, name, siteName } = params;
    for (const value of [activationUrl, passwordUrl, logInUrl, name, siteName].filter((each) => typeof each === 'string')) {
      expect({ value, inText: mail.text.includes(value) }).toEqual({ value, inText: true });
      expect({ value, inHtml: mail.html.replaceAll('&#x3D;', '=').includes(value) }).toEqual({ value, inHtml: true });
    }
  });

  it('has every link on a line of its own in the text', () => {
    const lines = mail.text.split('\n').filter((line) => line.includes('://'));
    expect(lines.filter((line) => !/^https?:\/\/\S+$/.test(line))).toEqual([]);
  });

  it('reads well when there is little to say', () => {
    const { text } = compileTemplate(source, variables).render(LITTLE);
    expect(text).not.toMatch(/\n{3}|^\n|[ \t]\n/);
  });

  it('is written in its language, in HTML for a narrow screen, with the CSS in the tags', () => {
    expect(mail.html).toMatch(new RegExp(`<html lang="${locale}" dir="auto">`));
    expect(mail.html).toContain('name="viewport"');
    expect(mail.html).toMatch(/<div style="[^"]*max-width: 560px[^"]*" class="card">/);
    expect(/[ぁ-んァ-ン]/.test(mail.text)).toBe(locale === 'ja');
  });
});
