/** Stands where the id of a site stands, for what belongs to no site but to the service itself (the nil UUID, RFC 9562 §5.9). */
export const THE_WHOLE_SERVICE = '00000000-0000-0000-0000-000000000000';
