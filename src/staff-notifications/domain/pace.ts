/**
 * How somebody on a site's staff wants to hear of applications that wait:
 * `immediately` in a mail each, `hourly` in one mail about all of them, or not
 * at all.
 */
export const PACES = ['immediately', 'hourly', 'off'] as const;

export type Pace = (typeof PACES)[number];

/** Of who has never said anything. */
export const USUAL_PACE: Pace = 'immediately';
