// npm run sbom: what the service ships, as CycloneDX, into matricula.cdx.json. Made for a release; not kept in the repository.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { Explained, inProject, runScript } from './lib/project.mjs';

const FILE = 'matricula.cdx.json';

await runScript(() => {
  const { status, stdout, stderr } = spawnSync('npm', ['sbom', '--omit=dev', '--sbom-format=cyclonedx', '--package-lock-only'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Explained(`npm sbom: ${stderr.trim()}`);
  const { components } = JSON.parse(stdout);
  writeFileSync(inProject(FILE), stdout);
  console.log(`${FILE}: ${components.length} components`);
});
