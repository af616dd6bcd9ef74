import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createApp, openApiOf } from '../app.setup';
import { loadConfig } from '../platform/config/load-config';
import { lifecyclePicture } from './docs/lifecycle-picture';
import { problemsPage } from './docs/problems-page';
import { retentionPage } from './docs/retention-page';
import { rightsPage } from './docs/rights-page';

const FOLDER = resolve(__dirname, '../../../docs/generated');

/** Writes what is generated from the code, or with `check` fails when it is not up to date. */
export async function generateDocs({ check }: { check: boolean }): Promise<void> {
  const documents = {
    'openapi.json': await openApiDocument(),
    'problems.md': problemsPage(),
    'rights.md': rightsPage(),
    'retention.md': retentionPage(),
    'lifecycle.mmd': lifecyclePicture(),
  };
  const stale = Object.entries(documents).filter(([name, text]) => currentText(name) !== text);
  if (check) {
    if (stale.length > 0) {
      throw new Error(
        `Not up to date: ${stale.map(([name]) => `docs/generated/${name}`).join(', ')}. Run "npm run generate-docs".`,
      );
    }
    return;
  }
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of stale) {
    writeFileSync(join(FOLDER, name), text);
    process.stdout.write(`written: docs/generated/${name}\n`);
  }
}

function currentText(name: string): string | null {
  try {
    return readFileSync(join(FOLDER, name), 'utf8');
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
