// What each module may import, besides platform. One list; the picture in ARCHITECTURE.md says the same.
const MAY_IMPORT = {
  identity: [],
  'signing-keys': [],
  sessions: [],
  jobs: [],
  idempotency: [],
  'site-history': [],
  sites: ['site-history'],
  'registration-settings': ['identity', 'sites', 'site-history', 'auth', 'mail'],
  branding: ['identity', 'site-history'],
  'bot-protection': ['identity', 'sites', 'site-history'],
  groups: ['identity', 'sites'],
  mail: ['sites'],
  'mail-templates': ['mail', 'registration-form', 'registration-settings', 'sites', 'site-history'],
  'registration-form': ['identity', 'signup-urls', 'registration-settings', 'sites', 'site-history', 'mail', 'bot-protection'],
  auth: ['identity', 'sessions', 'signing-keys', 'sites', 'site-history', 'mail'],
  accounts: ['groups', 'identity', 'sessions', 'signing-keys', 'sites', 'site-history', 'auth'],
  'signup-urls': ['jobs', 'groups', 'identity', 'registration-settings', 'sites', 'site-history', 'auth'],
  'group-sync': ['groups', 'signup-urls', 'applications', 'identity', 'sites', 'site-history', 'auth'],
  applications: [
    'bot-protection',
    'signup-urls',
    'groups',
    'accounts',
    'idempotency',
    'identity',
    'registration-form',
    'registration-settings',
    'sites',
    'site-history',
    'mail',
    'auth',
  ],
  'staff-notifications': ['registration-settings', 'sites', 'auth'],
  activation: [
    'applications',
    'bot-protection',
    'accounts',
    'identity',
    'registration-settings',
    'staff-notifications',
    'sites',
    'site-history',
    'mail',
    'auth',
  ],
  digests: ['jobs', 'applications', 'registration-settings', 'staff-notifications', 'sites', 'mail'],
  reminders: ['jobs', 'applications', 'registration-settings', 'sites'],
  'mail-desk': ['activation', 'applications', 'registration-settings', 'sites', 'site-history', 'mail'],
  approval: [
    'applications',
    'accounts',
    'signup-urls',
    'idempotency',
    'registration-settings',
    'sites',
    'site-history',
    'mail',
    'auth',
  ],
  cleanup: ['jobs', 'approval', 'applications', 'registration-settings', 'site-history', 'identity', 'auth'],
  retention: [
    'jobs',
    'accounts',
    'applications',
    'approval',
    'auth',
    'mail',
    'idempotency',
    'site-history',
    'sites',
    'bot-protection',
  ],
  health: ['mail'],
  pages: [
    'activation',
    'applications',
    'auth',
    'bot-protection',
    'branding',
    'registration-form',
    'signup-urls',
    'registration-settings',
    'staff-notifications',
    'sites',
  ],
  'demo-site': ['branding', 'registration-settings', 'sites', 'site-history', 'auth'],
};

// Like src/*.ts, the commands of cli.ts put the whole together: they may use every module, and no module may use them.
const ABOVE_ALL = ['commands'];

const SPECS = '[.](spec|db-spec|e2e-spec|embedded-spec|browser-spec)[.]ts$';
const TESTS = [SPECS, '^test/', '/testing/'];
// What a rule throws or answers: the only part of platform that is as pure as the rules themselves.
const VERDICTS = '^src/platform/problem/(domain-error|field-fault|findings|validation-failed)[.]ts$';

// The names of the languages texts come in; it says nothing of HTTP.
const LANGUAGES = '^src/platform/i18n/locale[.]ts$';
// Matches the sites' own patterns in linear time: as pure as a rule.
const SAFE_PATTERNS = '/re2js/';

const anyOf = (names) => `(${names.join('|')})`;

const moduleRules = Object.entries(MAY_IMPORT).map(([name, allowed]) => ({
  name: `module-graph-${name}`,
  severity: 'error',
  comment: `${name} may use only: ${['platform', ...allowed].join(', ')}. Ask the module above it, or move the rule down.`,
  from: { path: `^src/${name}/` },
  to: { path: '^src/', pathNot: `^src/${anyOf([name, 'platform', ...allowed])}/` },
}));

module.exports = {
  forbidden: [
    ...moduleRules,
    {
      name: 'every-module-is-listed',
      severity: 'error',
      comment: 'A module that MAY_IMPORT does not list would be bound by no rule.',
      from: { path: '^src/[^/]+/', pathNot: `^src/${anyOf(['platform', ...ABOVE_ALL, ...Object.keys(MAY_IMPORT)])}/` },
      to: { path: '^src/' },
    },
    {
      name: 'front-door-only',
      severity: 'error',
      comment: "Import another module through its index.ts; what is not exported there is that module's own business.",
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/platform/', '^src/[^/]+/index[.]ts$'] },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment:
        'domain/ holds rules as plain functions. No framework, database, clock, or other folder (verdicts, languages and identity excepted).',
      from: { path: '^src/([^/]+)/domain/', pathNot: TESTS },
      to: { pathNot: ['^src/$1/domain/', VERDICTS, LANGUAGES, SAFE_PATTERNS, '^src/identity/'] },
    },
    {
      name: 'identity-is-pure',
      severity: 'error',
      comment: 'identity holds the rules of addresses, names and passwords, for every domain/ to use: as pure as these.',
      from: { path: '^src/identity/', pathNot: TESTS },
      to: { pathNot: ['^src/identity/', VERDICTS, '^(node:)?url$', '/@zxcvbn-ts/language-common/'] },
    },
    {
      name: 'controllers-are-thin',
      severity: 'error',
      comment: 'A controller turns a request into one use-case call. Stores, entities and rules are for use-cases.',
      from: { path: '[.]controller[.]ts$' },
      to: { path: ['[.](store|entity)[.]ts$', '^src/[^/]+/domain/'] },
    },
    {
      name: 'tracing-sdk-on-demand',
      severity: 'error',
      comment:
        'The SDK of OpenTelemetry is loaded only where a collector is named: by one file, itself imported late. Use platform/tracing/spans.',
      from: { pathNot: [...TESTS, '^src/platform/tracing/traces-to-collector[.]ts$', 'node_modules'] },
      to: {
        path: ['/@opentelemetry/(?!api/)', '^src/platform/tracing/traces-to-collector[.]ts$'],
        dependencyTypesNot: ['dynamic-import'],
      },
    },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      comment: 'platform/ is below every module. Its specs may borrow a table of one.',
      from: { path: '^src/platform/', pathNot: TESTS },
      to: { path: '^src/(?!platform/)' },
    },
    {
      name: 'migrations-stand-alone',
      severity: 'error',
      comment:
        'A migration says what it did on its day. What it imports may change later; column helpers in platform/database excepted.',
      from: { path: '^migrations/', pathNot: TESTS },
      to: { path: '^src/', pathNot: '^src/platform/database/' },
    },
    {
      name: 'not-to-tests',
      severity: 'error',
      comment: 'What ships must not need what only tests have.',
      from: { pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      comment: 'An import that does not resolve satisfies every other rule here without a sound.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Two files that need each other are one file, or hide a third.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'Nobody imports it and it imports nothing: dead, or forgotten in a module.',
      from: { orphan: true, pathNot: [...TESTS, '^src/[^/]+[.]ts$', '[.]d[.]ts$', '^src/pages/assets/'] },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
