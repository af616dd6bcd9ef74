import { Findings } from '../../platform/problem/findings';
import { OPTION_NAMES, type Present, readOptions, type WantedOptions } from './options';

/** A group, and what its URL shall be like. */
export interface Publishing {
  readonly groupId: string;
  readonly options: WantedOptions;
}

/** A body that asks to publish for one group. Throws `validation-failed`, naming every fault. */
export function readPublishing(body: unknown, now: Date): Publishing {
  const findings = new Findings();
  const present: Present = { now, codes: [] };
  const sent = findings.object([], body, ['groupId', ...OPTION_NAMES]) ?? {};
  const groupId = findings.text(['groupId'], sent['groupId'] ?? undefined);
  const options = readOptions(sent, present, findings);
  findings.throwIfAny();
  return { groupId: groupId ?? '', options };
}
