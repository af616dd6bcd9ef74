import { SETTINGS, type Settings } from '../../platform/config/settings';
import { SETTING_GROUPS, type SettingGuide, SETTINGS_GUIDE, SETTINGS_OF_SCRIPTS } from '../../platform/config/settings-guide';

const WIDTH = 120;

const meaningOf = (name: keyof Settings): string => SETTINGS.shape[name].description ?? '';
const guideOf = (name: keyof Settings): SettingGuide => SETTINGS_GUIDE[name];

/** Every setting of the service, as a page. */
export function configurePage(): string {
  return [
    '# Configure',
    '',
    'Settings stand in the environment, or in a file `.env` in the working folder ([.env.example](../../.env.example)); the environment wins.',
    'The start is refused while one is missing or unusable, with a message that names it and never its value. `matricula doctor` tells more.',
    '',
    ...SETTING_GROUPS.flatMap(({ title, settings }) => [
      `## ${title}`,
      '',
      '| setting | meaning | form | default | in production |',
      '|---|---|---|---|---|',
      ...settings.map(rowOf),
      '',
    ]),
    'What a site’s administrators set themselves is in `/v1/sites/{site}/registration-settings` and [retention](retention.md).',
    '',
  ].join('\n');
}

function rowOf(name: keyof Settings): string {
  const { form, usual, usualInProduction } = guideOf(name);
  const inProduction = usualInProduction === undefined ? 'the same' : (usualInProduction ?? '**required**');
  return `| \`${name}\` | ${meaningOf(name)} | ${form} | ${usual ?? '–'} | ${inProduction} |`;
}

/** `.env.example`: every setting, with a sample, as a comment. */
export function envExample(): string {
  return [
    '# Settings of Matricula. Copy to .env, or set them in the environment (which wins). Explained in docs/generated/configure.md.',
    '# Without any, the embedded default runs: SQLite and generated secrets in VAR_DIR, mails to the local catcher.',
    '',
    ...SETTING_GROUPS.flatMap(({ settings }) =>
      settings.flatMap((name) => [...comment(sentenceOn(name)), sampleLine(name, guideOf(name)), '']),
    ),
    ...SETTINGS_OF_SCRIPTS.flatMap((setting) => [...comment(plain(setting.meaning)), sampleLine(setting.name, setting), '']),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}

const plain = (markdown: string): string => markdown.replaceAll('`', '');

const sampleLine = (name: string, { sample }: { readonly sample: string }): string => `#${name}=${sample}`;

function sentenceOn(name: keyof Settings): string {
  const { form, usual, usualInProduction } = guideOf(name);
  const otherwise =
    usualInProduction === undefined
      ? ''
      : usualInProduction === null
        ? '; required in production'
        : `, in production ${usualInProduction}`;
  return plain(`${meaningOf(name)} Value: ${form}. Default: ${usual ?? 'none'}${otherwise}.`);
}

function comment(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(`# ${word}`);
    }
  }
  return lines;
}
