// Five suites, each a project: `npx jest --selectProjects unit`. `npm test` runs them all, database and e2e once per database engine
// (TEST_ENGINE, TEST_DATABASE_URL; without them: SQLite).
const everySuite = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  // ts-jest for our code, because Nest's decorators and import cycles need what tsc emits; swc for the ES modules among the dependencies.
  transform: {
    '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.json' }],
    '^.+\\.m?js$': '<rootDir>/test/esm-deps-transformer.cjs',
  },
  transformIgnorePatterns: ['\\.json$', '/node_modules/(typescript|@swc|jest|@jest|ts-jest)/'],
  moduleFileExtensions: ['js', 'ts', 'mjs', 'cjs', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/var/'],
  setupFiles: ['reflect-metadata'],
};

export default {
  projects: [
    {
      ...everySuite,
      displayName: 'unit',
      testMatch: ['<rootDir>/{src,migrations,test}/**/*.spec.ts', '<rootDir>/scripts/**/*.spec.mjs'],
    },
    { ...everySuite, displayName: 'database', testMatch: ['<rootDir>/{src,migrations,test}/**/*.db-spec.ts'] },
    { ...everySuite, displayName: 'e2e', testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'] },
    { ...everySuite, displayName: 'embedded', testMatch: ['<rootDir>/test/**/*.embedded-spec.ts'] },
    { ...everySuite, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.browser-spec.ts'] },
  ],
  testTimeout: 30_000,
  // Each test file loads the whole framework anew: a worker that has grown is replaced instead of swapped.
  workerIdleMemoryLimit: '700MB',
};
