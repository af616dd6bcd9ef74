import { withoutAddresses } from './without-addresses';

describe('a line of the log', () => {
  it.each([
    ['{"to":"ann.o\'neil+lms@school.example"}', '{"to":"***@***"}'],
    ['<ann@mail.school.example>: unknown user', '<***@***>: unknown user'],
    ['ann@school.example,ben@école.example;', '***@***,***@***;'],
    ['Päivi@koulu.example.', '***@***.'],
  ])('shows no address: %s', (line, shown) => {
    expect(withoutAddresses(line)).toBe(shown);
  });

  it.each(['at /srv/node_modules/@nestjs/core/router.js:1:2', 'pnpm/fastify@5.12.8/x', 'a @ b', '@decorator', 'ann@localhost'])(
    'is otherwise as it was: %s',
    (line) => {
      expect(withoutAddresses(line)).toBe(line);
    },
  );

  it('is looked at in no time, however long it is', () => {
    const line = `@${'a.'.repeat(100_000)}${'-'.repeat(100_000)}`;
    const began = performance.now();
    expect(withoutAddresses(line)).toBe(line);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
