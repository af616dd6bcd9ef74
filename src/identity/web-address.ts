import { type Checked, refused, valid } from '../platform/problem/field-fault';

export const LONGEST_WEB_ADDRESS = 500;

const HTTP = /^https?:\/\//i;
// A browser would drop or turn round some of these, and read another address than the administrator did.
const UNSEEN_OR_BACKSLASH = /[\s\\\p{Cc}\p{Cf}]/u;
const THIS_MACHINE = /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether a host name, as URLs have it, is that of the machine one tries things out on. */
export function isThisMachine(host: string): boolean {
  return THIS_MACHINE.test(host);
}

/**
 * Where a site sends people, in a mail or on a page: a complete `https` address
 * that says nothing but where to go. Without TLS only on the machine one tries
 * things out on. Kept in ASCII, as browsers send it.
 */
export function checkWebAddress(raw: string): Checked<string> {
  const typed = raw.trim();
  if (typed.length > LONGEST_WEB_ADDRESS) {
    return refused('too-long', { maximum: LONGEST_WEB_ADDRESS });
  }
  if (UNSEEN_OR_BACKSLASH.test(typed)) {
    return refused('invalid-characters');
  }
  const url = HTTP.test(typed) ? parse(typed) : null;
  return url === null ? refused('url-invalid') : checkParts(url);
}

function checkParts(url: URL): Checked<string> {
  if (url.username !== '' || url.password !== '') {
    return refused('url-with-credentials');
  }
  if (url.protocol !== 'https:' && !isThisMachine(url.hostname)) {
    return refused('url-not-https');
  }
  return url.href.length > LONGEST_WEB_ADDRESS ? refused('too-long', { maximum: LONGEST_WEB_ADDRESS }) : valid(url.href);
}

function parse(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url === null || hasEmptyLabel(url.hostname) ? null : url;
}

function hasEmptyLabel(host: string): boolean {
  return host.replace(/\.$/, '').split('.').includes('');
}
