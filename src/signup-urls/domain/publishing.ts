import { Faults } from './faults';
import { OPTION_NAMES, type Present, readOptions, type WantedOptions } from './options';

/** A group, and what its URL shall be like. */
export interface Publishing {
  readonly groupId: string;
  readonly options: WantedOptions;
}

/** A body that asks to publish for one group. Throws `validation-failed`, naming every fault. */
export function readPublishing(body: unknown, now: Date): Publishing {
  const faults = new Faults();
  const present: Present = { now, codes: [] };
  const sent = faults.object([], body, ['groupId', ...OPTION_NAMES]) ?? {};
  const groupId = faults.text(['groupId'], sent['groupId']);
  const options = readOptions(sent, present, faults);
  faults.throwIfAny();
  return { groupId: groupId ?? '', options };
}
