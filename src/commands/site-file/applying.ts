import { type INestApplicationContext } from '@nestjs/common';

/** A file that is being applied to a site. */
export interface Applying {
  readonly service: INestApplicationContext;
  readonly siteId: string;
  /** What cannot be done from a file, in a sentence each. */
  readonly left: string[];
}

/** Without what the file leaves out: to the rules, a member that is undefined is one that was sent. */
export function onlySaid(members: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
