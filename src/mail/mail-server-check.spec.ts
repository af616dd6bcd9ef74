import { type Log } from '../platform/logging/log';
import { MailServerCheck } from './mail-server-check';
import { type MailTransport } from './mail-transport';

function setup(): {
  check: MailServerCheck;
  answer: (reachable: boolean) => Promise<void>;
  pass: (seconds: number) => void;
  asked: () => number;
  timesBack: () => number;
} {
  let now = new Date('2026-03-01T12:00:00.000Z');
  const waiting: ((reachable: boolean) => void)[] = [];
  let asked = 0;
  const transport = {
    isReachable: () => {
      asked += 1;
      return new Promise<boolean>((resolve) => waiting.push(resolve));
    },
  } as unknown as MailTransport;
  const log = { info: () => undefined, warn: () => undefined } as unknown as Log;
  const check = new MailServerCheck(transport, { now: () => now }, log);
  let back = 0;
  check.whenBack(() => {
    back += 1;
  });
  check.lookAgain();
  return {
    timesBack: () => back,
    check,
    answer: async (reachable) => {
      waiting.shift()?.(reachable);
      await Promise.resolve();
    },
    pass: (seconds) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
    asked: () => asked,
  };
}

describe('the mail server', () => {
  it('is asked at start, and as it answered', async () => {
    const { check, answer } = setup();
    expect(check.state()).toBe('checking');
    await answer(true);
    expect(check.state()).toBe('up');
  });

  it('that refuses is down', async () => {
    const { check, answer } = setup();
    await answer(false);
    expect(check.state()).toBe('down');
  });

  it('that has said nothing for a while is slow, not down; then what it turns out to be', async () => {
    const { check, answer, pass } = setup();
    pass(1.9);
    expect(check.state()).toBe('checking');
    pass(0.1);
    expect(check.state()).toBe('slow');
    await answer(false);
    expect(check.state()).toBe('down');
  });

  it('that answers late is slow', async () => {
    const { check, answer, pass } = setup();
    pass(3);
    await answer(true);
    expect(check.state()).toBe('slow');
  });

  it('is asked again only when the last answer is old, and one question at a time', async () => {
    const { check, answer, pass, asked } = setup();
    check.state();
    pass(60);
    check.state();
    expect(asked()).toBe(1);
    await answer(true);
    check.state();
    expect(asked()).toBe(2);
    await answer(true);
    pass(14);
    check.state();
    expect(asked()).toBe(2);
    pass(1);
    check.state();
    expect(asked()).toBe(3);
  });

  it('tells that it is back when it was down, and when it is found at the start; not each time it answers', async () => {
    const { check, answer, pass, timesBack } = setup();
    const asksAgain = async (reachable: boolean): Promise<number> => {
      pass(15);
      check.lookAgain();
      await answer(reachable);
      return timesBack();
    };
    await answer(true);
    expect(timesBack()).toBe(1);
    expect([await asksAgain(true), await asksAgain(false), await asksAgain(false)]).toEqual([1, 1, 1]);
    expect([await asksAgain(true), await asksAgain(true)]).toEqual([2, 2]);
  });
});
