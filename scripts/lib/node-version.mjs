import { Explained, readProjectJson } from './project.mjs';

const asNumbers = (version) => version.split('.').map(Number);

const isAtLeast = (version, floor) => {
  const [a, b] = [asNumbers(version), asNumbers(floor)];
  const differing = a.findIndex((part, i) => part !== b[i]);
  return differing === -1 || a[differing] > b[differing];
};

/** Knows what our own `engines.node` uses: ranges `^1.2.3` and `>=1.2.3`, joined by `||`. */
export function isSupported(version, engines) {
  return engines.split('||').some((range) => {
    const [, operator, floor] = /^\s*(\^|>=)(\d+\.\d+\.\d+)\s*$/.exec(range) ?? [];
    if (!floor) throw new Error(`engines.node: cannot read "${range}"`);
    return isAtLeast(version, floor) && (operator === '>=' || asNumbers(version)[0] === asNumbers(floor)[0]);
  });
}

export function ensureNodeVersion(version = process.versions.node) {
  const { engines } = readProjectJson('package.json');
  if (isSupported(version, engines.node)) return;
  throw new Explained(
    `Matricula needs Node.js ${engines.node}; this is ${version}.\nInstall a supported version, for example with "nvm install" in this folder.`,
  );
}
