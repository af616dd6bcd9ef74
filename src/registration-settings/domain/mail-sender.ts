import { checkEmailAddress, checkLine } from '../../identity';
import { type Checked, refused, valid } from '../../platform/problem/field-fault';

export const SENDER_NAME_LENGTH = { minimum: 1, maximum: 60 } as const;

// What an address is made of. A name that looks like one would be taken for where the mail comes from.
const OF_AN_ADDRESS = /[<>@"\uFF20\uFE6B]/u;

/** Whom a site's mails come from, as their readers see it: one line, and nothing that could be taken for an address. */
export function checkSenderName(raw: string): Checked<string> {
  return OF_AN_ADDRESS.test(raw) ? refused('invalid-characters') : checkLine(raw, SENDER_NAME_LENGTH);
}

/** Where answers to a site's mails go: one address, under the rules for those of applicants. */
export function checkReplyTo(raw: string): Checked<string> {
  const checked = checkEmailAddress(raw);
  return checked.ok ? valid(checked.value.asTyped) : checked;
}
