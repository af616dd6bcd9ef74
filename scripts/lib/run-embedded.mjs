import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { banner } from './banner.mjs';
import { choosePorts, localUrl, startCatcher, startService } from './embedded-parts.mjs';
import { ensureNotRunning, noteRunning } from './only-one.mjs';
import { Explained, readIfThere, ROOT } from './project.mjs';
import { becomesReady } from './ready.mjs';
import { ServiceOutput } from './service-output.mjs';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** Ended because we asked: by exiting, or by the signal itself. */
const isCleanEnd = (outcome) => outcome === 0 || STOP_SIGNALS.includes(outcome);

/** Resolves at the first request to stop. Later ones change nothing: npm passes on a Ctrl-C that we have seen already. */
const askedToStop = () =>
  new Promise((done) => {
    for (const signal of STOP_SIGNALS) process.on(signal, done);
  });

function places() {
  const varDir = resolve(ROOT, process.env.VAR_DIR || 'var');
  return {
    varDir,
    inbox: join(varDir, 'inbox'),
    logFile: join(varDir, 'service.log'),
    administratorFile: join(varDir, 'first-administrator.txt'),
    runningNote: join(varDir, 'running.json'),
  };
}

/** The mail catcher and the service, until somebody asks them to stop or one of them fails. */
export async function runEmbedded() {
  const stop = askedToStop();
  const place = places();
  mkdirSync(place.varDir, { recursive: true, mode: 0o700 });
  await ensureNotRunning(place.runningNote);

  const withCatcher = !process.env.SMTP_URL;
  const ports = await choosePorts({ withCatcher });
  const catcher = withCatcher ? await startCatcher(ports, place.inbox) : null;
  const forgetRunning = noteRunning(place.runningNote, localUrl(ports.PORT));
  try {
    await runService({ ports, catcher, place, stop });
  } finally {
    // After the service: its last mails still want a server.
    await catcher?.stop();
    forgetRunning();
  }
  console.log('Stopped.');
}

async function runService({ ports, catcher, place, stop }) {
  const administratorBefore = readIfThere(place.administratorFile);
  const output = new ServiceOutput(place.logFile, (text) => console.log(text));
  const service = startService(ports, output);
  const end = Promise.race([
    stop.then(() => ({ problem: null })),
    service.ended.then((how) => ({ problem: `The service ended (${how}).` })),
    ...(catcher ? [catcher.ended.then((how) => ({ problem: `The mail catcher ended (${how}).` }))] : []),
  ]);

  const waiting = new AbortController();
  const ready = becomesReady(localUrl(ports.PORT), waiting.signal);
  const first = await Promise.race([
    end,
    ready.then((isReady) => (isReady ? null : { problem: 'The service is not ready after a minute.' })),
  ]);
  waiting.abort();
  if (!first) console.log(banner({ ports, place, administratorBefore }));
  const { problem } = first ?? (await end);

  if (!problem) console.log('\nStopping …');
  const how = await service.stop();
  if (problem) throw new Explained([problem, output.lastQuietLines, `The whole log: ${output.file}`].filter(Boolean).join('\n'));
  if (!isCleanEnd(how)) throw new Explained(`The service did not stop cleanly (${how}). Its log: ${output.file}`);
}
