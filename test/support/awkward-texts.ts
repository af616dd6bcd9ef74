import fc from 'fast-check';

/** What a client can put into a JSON string: any UTF-16 units, halves of characters among them. */
export const anyUtf16 = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
);
