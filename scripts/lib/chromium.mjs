import { accessSync, constants } from 'node:fs';

const DEBIANS = '/usr/bin/chromium';

/** The browser that the pages are tried in; none is downloaded. `CHROMIUM` names another. */
export const chromiumPath = (env = process.env) => env.CHROMIUM || DEBIANS;

// It asks for nothing by itself, and runs where there is no sandbox, as for root.
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** Null when there is one, else why not. */
export function whyNoChromium(env = process.env) {
  const path = chromiumPath(env);
  try {
    accessSync(path, constants.X_OK);
    return null;
  } catch (error) {
    return `no Chromium at ${path} (${error.code}); CHROMIUM names another place`;
  }
}
