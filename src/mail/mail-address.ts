/** An address, and the name readers see beside it; empty: none. */
export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

/** What the setting `MAIL_FROM` says: an address, or `Name <address>`; its form has been checked at start. */
export function mailAddressIn(text: string): MailAddress {
  const [, name = '', address = text] = /^(.*)<(.*)>$/.exec(text) ?? [];
  return { name: name.trim(), address: address.trim() };
}
