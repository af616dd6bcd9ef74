import { type FieldFaultCode } from '../problem/field-fault';

/** One sentence or two for every code: what is wrong and what to do. `{minimum}` stands for a fact of the fault. */
export type FieldFaultTexts = Readonly<Record<FieldFaultCode, string>>;
