import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type Config } from '../../platform/config/config';
import { sentenceOf } from '../support/sentence-of';
import { type Finding, ok, warning } from './finding';

const CHECK = 'PUBLIC_BASE_URL';
const PATIENCE_IN_MS = 5_000;
const ONLY_HERE =
  /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[?::1|\[?f[cd])|\.(local|internal|localhost)$/i;

/** Whether mailed links lead to the service, as far as that can be seen from this machine. */
export async function examinePublicUrl({ http, mode }: Config): Promise<Finding[]> {
  const { publicBaseUrl, trustedProxyHops } = http;
  const url = new URL(publicBaseUrl);
  const findings = mode === 'production' ? placeFindings(url, trustedProxyHops) : [];
  return [...findings, await answerFinding(url)];
}

function placeFindings({ protocol, hostname }: URL, trustedProxyHops: number): Finding[] {
  const findings: Finding[] = [];
  if (ONLY_HERE.test(hostname)) {
    findings.push(
      warning(CHECK, `${hostname} is known on this network only.`, 'Name the address that people can open from their mails.'),
    );
  } else if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) {
    findings.push(warning(CHECK, 'It is an IP address.', 'Use a name: links stay good when the service moves.'));
  }
  if (protocol === 'https:' && trustedProxyHops === 0) {
    findings.push(
      warning(
        'TRUST_PROXY',
        'A proxy speaks https for the service, and is not believed: everybody counts as one client address, and shares its limits.',
        'Set TRUST_PROXY to the number of proxies in front, usually 1.',
      ),
    );
  }
  return findings;
}

async function answerFinding(url: URL): Promise<Finding> {
  try {
    await lookup(url.hostname.replace(/^\[|\]$/g, ''));
  } catch {
    return warning(CHECK, `This machine does not know ${url.hostname}.`, 'Enter the name in DNS, or correct it.');
  }
  try {
    const answer = await fetch(`${url.href.replace(/\/$/, '')}/health/live`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_IN_MS),
    });
    return answer.status === 200
      ? ok(CHECK, `The service answers at ${url.origin}.`)
      : warning(
          CHECK,
          `Something else answers at ${url.origin}: status ${answer.status}.`,
          'Let the proxy pass every path on to the service.',
        );
  } catch (error) {
    return warning(
      CHECK,
      `Nothing answers at ${url.origin} yet: ${sentenceOf(error)}`,
      'No harm while the service is not running, or where this machine may not reach its own public address.',
    );
  }
}
