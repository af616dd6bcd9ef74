const using = (
  ...modules
) => `${modules.map((module) => `import * as planted${module.replaceAll(/\W/g, '')} from '${module}';`).join('\n')}
export const planted = [${modules.map((module) => `planted${module.replaceAll(/\W/g, '')}`).join(', ')}];
`;
const LEAF = 'export const planted = 1;\n';

/** A neighbour that the rule forbids, a listed module where there is one: a rule that has come to allow everybody is found out. */
function forbiddenNeighbour({ to }, modules) {
  const forbidden = new RegExp(to.pathNot);
  return modules.find((module) => !forbidden.test(`src/${module}/index.ts`)) ?? 'planted-module';
}

function moduleGraphPlantings(rules) {
  const graph = rules.filter(({ name }) => name.startsWith('module-graph-'));
  const modules = graph.map(({ name }) => name.slice('module-graph-'.length));
  return graph.map((rule, i) => {
    const neighbour = forbiddenNeighbour(rule, modules);
    return {
      rule: rule.name,
      file: `src/${modules[i]}/planted-graph.ts`,
      source: using(`../${neighbour}`),
      beside: { [`src/${neighbour}/index.ts`]: LEAF },
    };
  });
}

/**
 * One violation (or more) for each rule of the module graph; `beside` are the files it needs, where they do not exist.
 * Some violate a second rule by the way; only the one named counts.
 */
export const graphPlantings = (rules) => [
  ...moduleGraphPlantings(rules),
  {
    rule: 'every-module-is-listed',
    file: 'src/planted-module/planted.ts',
    source: using('./leaf'),
    beside: { 'src/planted-module/leaf.ts': LEAF },
  },
  {
    rule: 'front-door-only',
    file: 'src/registration-settings/planted-back-door.ts',
    source: using('../sites/planted-inside'),
    beside: { 'src/sites/planted-inside.ts': LEAF },
  },
  { rule: 'domain-is-pure', file: 'src/sites/domain/planted-framework.ts', source: using('@nestjs/common') },
  {
    rule: 'domain-is-pure',
    file: 'src/sites/domain/planted-type.ts',
    source: "import type { Repository } from 'typeorm';\nexport type Planted = Repository<object>;\n",
  },
  {
    rule: 'domain-is-pure',
    file: 'src/sites/domain/planted-folder.ts',
    source: using('../planted-inside'),
    beside: { 'src/sites/planted-inside.ts': LEAF },
  },
  { rule: 'identity-is-pure', file: 'src/identity/planted-framework.ts', source: using('@nestjs/common') },
  {
    rule: 'controllers-are-thin',
    file: 'src/sites/planted.controller.ts',
    source: using('./planted.store'),
    beside: { 'src/sites/planted.store.ts': LEAF },
  },
  {
    rule: 'tracing-sdk-on-demand',
    file: 'src/sites/planted-tracing.ts',
    source: using('@opentelemetry/sdk-trace-node'),
  },
  {
    rule: 'tracing-sdk-on-demand',
    file: 'src/platform/tracing/planted-early.ts',
    source: using('./traces-to-collector'),
  },
  {
    rule: 'platform-knows-no-module',
    file: 'src/platform/planted/planted.ts',
    source: using('../../sites'),
    beside: { 'src/sites/index.ts': LEAF },
  },
  {
    rule: 'migrations-stand-alone',
    file: 'migrations/1-planted.ts',
    source: using('../src/sites'),
    beside: { 'src/sites/index.ts': LEAF },
  },
  {
    rule: 'not-to-tests',
    file: 'src/sites/planted-test-user.ts',
    source: using('./planted.spec'),
    beside: { 'src/sites/planted.spec.ts': LEAF },
  },
  { rule: 'not-to-unresolvable', file: 'src/sites/planted-nowhere.ts', source: "import './nowhere-to-be-found';\n" },
  {
    rule: 'no-circular',
    file: 'src/sites/planted-hen.ts',
    source: using('./planted-egg'),
    beside: { 'src/sites/planted-egg.ts': using('./planted-hen') },
  },
  { rule: 'no-orphans', file: 'src/sites/planted-orphan.ts', source: LEAF },
];

/** Bans of the linter: each is one line of its own, and must be reported there. */
export const LINT_PLANTINGS = [
  ['new Date()', 'export const a = new Date();', /Clock/],
  ['Date.now()', 'export const b = Date.now();', /Clock/],
  ['Math.random()', 'export const c = Math.random();', /guessed/],
  ['process.env', 'export const d = process.env.PORT;', /platform\/config/],
  ["process['env']", "export const e = process['env'];", /platform\/config/],
  ['env of node:process', "import { env } from 'node:process';", /platform\/config/],
  ['forwardRef', 'export const f = forwardRef(() => a);', /move the shared rule down/],
  ['HTTP exceptions', "import { NotFoundException } from '@nestjs/common';", /DomainError/],
  ['five parameters', 'export const g = (i, j, k, l, m) => 0;', /4 parameters/],
  ['suppression without a reason', '/* eslint-disable-next-line complexity */', /description/],
  ['suppressed type error without a reason', '// @ts-expect-error', /description|explanation/],
  ['floating promises', 'Promise.resolve(a);', /[Pp]romise/],
];

const plantedOperation = { 'x-matricula-right': 'sites.list', responses: { 200: { description: 'Fine.' } } };

/** An OpenAPI document with everything wrong that .spectral.yaml looks for in words of its own, and some of what it takes over. */
export const PLANTED_DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Planted', version: '1' },
  paths: {
    '/planted/{id}': {
      get: {
        ...plantedOperation,
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
          { name: 'password', in: 'query', schema: { type: 'string' } },
          { name: 'states', in: 'query', schema: { type: 'array', items: { type: 'string', maxLength: 9 } } },
        ],
      },
      delete: { responses: { 200: { description: 'Fine.' } } },
    },
  },
  components: { securitySchemes: { basic: { type: 'http', scheme: 'negotiate' } } },
};

/** Rules of .spectral.yaml that must complain about {@link PLANTED_DOCUMENT}. */
export const DOCUMENT_RULES = [
  'matricula-right-stated',
  'matricula-guarded-is-secured',
  'owasp:api1:2023-no-numeric-ids',
  'owasp:api2:2023-auth-insecure-schemes',
  'owasp:api2:2023-no-credentials-in-url',
  'owasp:api4:2023-array-limit',
  'owasp:api4:2023-integer-limit',
  'owasp:api4:2023-string-limit',
  'owasp:api8:2023-define-error-responses-401',
  'owasp:api8:2023-define-error-responses-500',
  'owasp:api8:2023-define-error-validation',
  'operation-operationId',
  'path-params',
];
