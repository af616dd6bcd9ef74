const PATIENCE_IN_MS = 60_000;
const PAUSE_IN_MS = 100;

async function isReady(url) {
  try {
    return (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    return false;
  }
}

/** Resolves to true when the service at `url` says it is ready, to false when it has not for a minute or `signal` aborts. */
export async function becomesReady(url, signal) {
  const deadline = Date.now() + PATIENCE_IN_MS;
  while (Date.now() < deadline && !signal.aborted) {
    if (await isReady(url)) return true;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_IN_MS));
  }
  return false;
}
