import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { createApp, openApiOf } from '../app.setup';
import { loadConfig } from '../platform/config/load-config';
import { configurePage, envExample } from './docs/configure-page';
import { lifecyclePicture } from './docs/lifecycle-picture';
import { problemsPage } from './docs/problems-page';
import { retentionPage } from './docs/retention-page';
import { rightsPage } from './docs/rights-page';
import { CommandFailed } from './support/command-failed';
import { say } from './support/say';

const PROJECT = resolve(__dirname, '../../..');

export const generateDocsCommand = (): Command =>
  new Command('generate-docs')
    .description('Write docs/generated and .env.example from the code. For developers.')
    .option('--check', 'write nothing; fail when a document is not up to date', false)
    .action(generateDocs);

/** Writes what is generated from the code, or with `check` fails when it is not up to date. */
async function generateDocs({ check }: { check: boolean }): Promise<void> {
  const documents = {
    'docs/generated/openapi.json': await openApiDocument(),
    'docs/generated/problems.md': problemsPage(),
    'docs/generated/rights.md': rightsPage(),
    'docs/generated/retention.md': retentionPage(),
    'docs/generated/configure.md': configurePage(),
    'docs/generated/lifecycle.mmd': lifecyclePicture(),
    '.env.example': envExample(),
  };
  const stale = Object.entries(documents).filter(([path, text]) => currentText(path) !== text);
  if (check) {
    if (stale.length > 0) {
      throw new CommandFailed(`Not up to date: ${stale.map(([path]) => path).join(', ')}. Run "npm run generate-docs".`);
    }
    return;
  }
  mkdirSync(join(PROJECT, 'docs/generated'), { recursive: true });
  for (const [path, text] of stale) {
    writeFileSync(join(PROJECT, path), text);
    say(`written: ${path}`);
  }
}

function currentText(path: string): string | null {
  try {
    return readFileSync(join(PROJECT, path), 'utf8');
  } catch {
    return null;
  }
}

// The document is made of the running application, on an empty database of its own.
async function openApiDocument(): Promise<string> {
  const varDir = mkdtempSync(join(tmpdir(), 'matricula-docs-'));
  try {
    const app = await createApp(loadConfig({ NODE_ENV: 'test', VAR_DIR: varDir, LOG_LEVEL: 'silent' }));
    await app.init();
    const document = openApiOf(app);
    await app.close();
    return `${JSON.stringify(document, null, 2)}\n`;
  } finally {
    rmSync(varDir, { recursive: true, force: true });
  }
}
