// npm run build: compiles src/ and migrations/ into dist/, so that `node dist/main.js` and `node dist/cli.js` run; and clients/typescript.
import { build, ensureClientBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { runScript } from './lib/project.mjs';

await runScript(async () => {
  await ensureInstalled();
  await build();
  await ensureClientBuilt();
});
