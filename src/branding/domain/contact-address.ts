import { checkEmailAddress, checkWebAddress, LONGEST_WEB_ADDRESS } from '../../identity';
import { type Checked, refused, valid } from '../../platform/problem/field-fault';

const MAILTO = /^mailto:/i;

/** Where applicants find help: a web address, or `mailto:` and one e-mail address, with nothing a mail program would fill in besides. */
export function checkContactAddress(raw: string): Checked<string> {
  const typed = raw.trim();
  if (!MAILTO.test(typed)) {
    const checked = checkWebAddress(typed);
    return !checked.ok && checked.fault.code === 'url-invalid' ? refused('contact-address-invalid') : checked;
  }
  const written = decoded(typed.replace(MAILTO, ''));
  const address = written === null ? null : checkEmailAddress(written);
  if (address?.ok !== true) {
    return refused('contact-address-invalid');
  }
  // RFC 6068 §2: what ends the address in a link is written as octets, `?` and `&` above all.
  const link = `mailto:${encodeURIComponent(address.value.asTyped).replaceAll('%40', '@')}`;
  return link.length > LONGEST_WEB_ADDRESS ? refused('too-long', { maximum: LONGEST_WEB_ADDRESS }) : valid(link);
}

function decoded(written: string): string | null {
  try {
    return decodeURIComponent(written);
  } catch {
    return null;
  }
}
