import { variablesIn } from './template-variables';

describe('the variables of a template', () => {
  it.each([
    ['plain text', 'Hello', []],
    ['once each', 'Hello {{name}}, {{name}}', ['name']],
    ['unescaped', '{{{name}}} {{&loginId}}', ['name', 'loginId']],
    ['within a condition', '{{#if displayName}}{{position}}{{else}}{{name}}{{/if}}', ['if', 'displayName', 'position', 'name']],
    ['within a list', '{{#each groups}}{{this.title}} {{../name}} {{@index}}{{/each}}', ['each', 'groups', 'title', 'name']],
    ['a member of another', '{{answers.company}} {{answers.[company]}} {{answers/topic}}', ['answers.company', 'answers.topic']],
    ['as an argument', '{{upper (lower name) style=country}}', ['upper', 'lower', 'name', 'country']],
    ['in a comment: none', '{{! name }}{{!-- loginId --}}', []],
    ['escaped: none', '\\{{name}}', []],
  ])('are found: %s', (_, template, variables) => {
    expect([...variablesIn(template)].sort()).toEqual([...variables].sort());
  });
});
