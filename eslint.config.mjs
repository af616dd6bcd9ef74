// Rules beyond TypeScript's own. `scripts/prove-architecture-rules.mjs` plants a violation of each ban and fails if one stays silent.
import comments from '@eslint-community/eslint-plugin-eslint-comments';
import checkFile from 'eslint-plugin-check-file';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const BANS = {
  clock: [
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take the time from Clock.' },
    { selector: "CallExpression[callee.name='Date']", message: 'Take the time from Clock.' },
    { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Take the time from Clock.' },
  ],
  chance: [
    {
      selector: "MemberExpression[object.name='Math'][property.name='random']",
      message: 'Randomness comes in as an argument, or from platform/crypto: Math.random() can be guessed.',
    },
  ],
  environment: [
    {
      selector: "MemberExpression[object.name='process']:matches([property.name='env'], [property.value='env'])",
      message: 'Read settings from platform/config.',
    },
    {
      selector: "ImportDeclaration[source.value=/^(node:)?process$/] ImportSpecifier[imported.name='env']",
      message: 'Read settings from platform/config.',
    },
  ],
  cycles: [
    { selector: "CallExpression[callee.name='forwardRef']", message: 'Two modules need each other: move the shared rule down.' },
  ],
  // max-params would count what is injected, too: a constructor's parameters are wiring, named at no call.
  parameters: [
    {
      selector:
        ":matches(FunctionDeclaration, ArrowFunctionExpression, MethodDefinition[kind!='constructor'] > FunctionExpression)[params.length>4]",
      message: 'More than 4 parameters: is there a thing without a name among them?',
    },
  ],
  httpExceptions: [
    {
      selector: "ImportDeclaration[source.value='@nestjs/common'] ImportSpecifier[imported.name=/Exception$/]",
      message: 'Throw a DomainError; HTTP belongs to controllers and platform/problem.',
    },
  ],
};

const everyBanExcept = (...allowed) => [
  'error',
  ...Object.entries(BANS)
    .filter(([name]) => !allowed.includes(name))
    .flatMap(([, selectors]) => selectors),
];

const SPECS = ['**/*.spec.ts', '**/*.db-spec.ts', '**/*.e2e-spec.ts', '**/*.embedded-spec.ts', '**/*.browser-spec.ts'];

export default defineConfig(
  { ignores: ['**/dist', 'var', 'coverage', 'docs', 'clients/typescript/src/schema.ts'] },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' },
    plugins: { comments },
    rules: {
      'comments/require-description': ['error', { ignore: ['eslint-enable'] }],
      'comments/no-unlimited-disable': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'check-file': checkFile },
    rules: {
      '@typescript-eslint/explicit-function-return-type': ['error', { allowExpressions: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Entities and DTOs are classes only for their decorators: they have no methods, and literals and spreads of their shape are fine.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      'check-file/filename-naming-convention': [
        'error',
        { '{src,test,clients}/**/*.ts': 'KEBAB_CASE', 'migrations/!(index).ts': '+([0-9])-+([a-z])*(-+([a-z0-9]))' },
        { ignoreMiddleExtensions: true },
      ],
      // Guide figures: crossing one is a reason to look, and to say in a suppression why it belongs together.
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 8],
    },
  },
  { files: ['src/**/*.ts', 'migrations/**/*.ts'], rules: { 'no-restricted-syntax': everyBanExcept() } },
  { files: ['src/**/*.controller.ts', 'src/platform/**'], rules: { 'no-restricted-syntax': everyBanExcept('httpExceptions') } },
  { files: ['src/platform/clock/**'], rules: { 'no-restricted-syntax': everyBanExcept('httpExceptions', 'clock') } },
  { files: ['src/platform/config/**'], rules: { 'no-restricted-syntax': everyBanExcept('httpExceptions', 'environment') } },
  {
    files: [...SPECS, 'test/**/*.ts'],
    rules: {
      // A describe block is one long function, and a table of cases one long file.
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      // What jest hands to expect() is looked at, not called.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/explicit-function-return-type': 'off',
    },
  },
  {
    // Parsed JSON is of any shape until a test has looked at it.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  { files: ['**/*.mjs', '**/*.cjs'], extends: [tseslint.configs.recommended] },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
