// npm run generate-client [-- --check]: the types of clients/typescript, from docs/generated/openapi.json. With --check it writes nothing, and fails
// when they are not of the present document. Part of `npm run generate-docs`.
import { writeFileSync } from 'node:fs';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { Explained, inProject, readIfThere, readProjectJson, runScript } from './lib/project.mjs';

const DOCUMENT = 'docs/generated/openapi.json';
const TYPES = 'clients/typescript/src/schema.ts';
const PROBLEM_JSON = 'application/problem+json';
const HEAD = `// Generated from ${DOCUMENT} by scripts/generate-client.mjs: do not edit.\n`;

/** The codes that an answer of this status can have, at this operation; none where it is no problem. */
const codesOf = ({ content }) => content?.[PROBLEM_JSON]?.schema.allOf?.[1].properties.code.enum ?? [];

const problem = (codes) => ({
  description: '',
  content: {
    [PROBLEM_JSON]: {
      schema: {
        allOf: [
          { $ref: '#/components/schemas/ProblemResponse' },
          { type: 'object', properties: { code: { type: 'string', enum: codes } }, required: ['code'] },
        ],
      },
    },
  },
});

/**
 * The same document, in which each set of problem codes is said once.
 *
 * Spelled out at every operation, with text and example, they are more than half of the types.
 */
function withNamedProblems(document) {
  const responses = {};
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    for (const [status, response] of Object.entries(operation.responses)) {
      const codes = codesOf(response).toSorted();
      if (codes.length === 0) continue;
      const name = codes.join('.');
      responses[name] = problem(codes);
      operation.responses[status] = { $ref: `#/components/responses/${name}` };
    }
  }
  return { ...document, components: { ...document.components, responses } };
}

async function typesOf(document) {
  // What has a default may be left out by who asks.
  return HEAD + astToString(await openapiTypescript(withNamedProblems(document), { defaultNonNullable: false }));
}

await runScript(async () => {
  const types = await typesOf(readProjectJson(DOCUMENT));
  if (readIfThere(inProject(TYPES)) === types) return;
  if (process.argv.includes('--check'))
    throw new Explained(`${TYPES} is not of the present ${DOCUMENT}. Run "npm run generate-docs".`);
  writeFileSync(inProject(TYPES), types);
  console.log(`written: ${TYPES}`);
});
