import { accessSync, constants } from 'node:fs';

const DEBIANS = '/usr/bin/chromium';

/** The browser that the pages are tried in; none is downloaded. `CHROMIUM` names another. */
export const chromiumPath = (env = process.env) => env.CHROMIUM || DEBIANS;

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
