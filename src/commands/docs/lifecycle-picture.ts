import { FIRST_STATUS, LIFECYCLE } from '../../applications';

/** The life-cycle as a Mermaid state diagram, drawn from the table itself. */
export function lifecyclePicture(): string {
  const moves = Object.entries(LIFECYCLE).flatMap(([from, row]) =>
    Object.entries(row).map(([event, to]) => `  ${from} --> ${to === 'deleted' ? '[*]' : to}: ${event}`),
  );
  return ['stateDiagram-v2', `  [*] --> ${FIRST_STATUS}: apply`, ...moves, ''].join('\n');
}
