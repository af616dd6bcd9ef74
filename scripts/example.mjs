// npm run example: the front end of an LMS for the demo site, beside `npm start`. See examples/lms-front-end.
import { ensureClientBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { runProgram } from './lib/programs.mjs';
import { Explained, runScript } from './lib/project.mjs';

const FOLDER = 'examples/lms-front-end';

await runScript(async () => {
  await ensureInstalled();
  await ensureClientBuilt();
  const prepared = await runProgram(process.execPath, [`${FOLDER}/office.mjs`, 'prepare']);
  if (prepared !== 0)
    throw new Explained(
      'The demo site could not be prepared for the example (see above). Is `npm start` running in another terminal?',
    );
  return runProgram(process.execPath, [`${FOLDER}/server.mjs`], { timeoutInMinutes: 24 * 60 });
});
