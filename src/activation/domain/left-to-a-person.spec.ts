import { isLeftToAPerson } from './left-to-a-person';

it.each([
  [true, [], false],
  [true, ['email-domain-disposable'], true],
  [false, [], true],
  [false, ['email-domain-disposable'], true],
])('approves automatically: %s, concerns: %j; left to a person: %s', (autoApprove, concerns, expected) => {
  expect(isLeftToAPerson({ autoApprove, concerns })).toBe(expected);
});
