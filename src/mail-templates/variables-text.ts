import {
  TEMPLATES_OF_SITES,
  type MailTemplate,
  TEMPLATE_VARIABLES,
  TEMPLATES_WITH_ANSWERS,
  type TemplateVariable,
} from '../mail';

/** The variables of every template, as a table for the API's documentation. */
export function variablesText(): string {
  return ['| template | variables |', '| --- | --- |', ...TEMPLATES_OF_SITES.map(rowOf)].join('\n');
}

function rowOf(template: MailTemplate): string {
  const answers = TEMPLATES_WITH_ANSWERS.includes(template) ? ['`answers.…` (each question of the site’s own, by its key)'] : [];
  return `| \`${template}\` | ${[...TEMPLATE_VARIABLES[template].map(textOf), ...answers].join(', ')} |`;
}

function textOf({ name, kind, requiredIn, items }: TemplateVariable): string {
  const notes = [
    ...(kind === 'address' ? ['a link'] : []),
    ...(kind === 'list' ? [`a list: ${items.map((item) => item.name).join(', ')}`] : []),
    ...(requiredIn.length > 0 ? [`required in ${requiredIn.join(' and ')}`] : []),
  ];
  return `\`${name}\`${notes.length === 0 ? '' : ` (${notes.join('; ')})`}`;
}
