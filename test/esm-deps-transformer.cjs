// Jest cannot require() an ES module on Node 20 and 22, and Nest 12 is published as ES modules: those dependencies (and our own
// scripts) are compiled to CommonJS here. CommonJS dependencies pass untouched.
const { createTransformer } = require('@swc/jest');

const swc = createTransformer({
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs' },
  jsc: { target: 'es2023', parser: { syntax: 'ecmascript' }, keepClassNames: true },
});
const LOOKS_LIKE_ESM = /^\s*(?:import\s*[\w{*'"]|export\s*[\w{*])|\bimport\.meta\b|\bimport\s*\(/m;

// Jest's cache knows nothing of the options above: raise this when one of them changes.
const VERSION = 'v1';

module.exports = {
  process: (source, file, options) => (LOOKS_LIKE_ESM.test(source) ? swc.process(source, file, options) : { code: source }),
  getCacheKey: (source, file, options) => VERSION + swc.getCacheKey(source, file, options),
};
