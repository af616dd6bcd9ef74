import fc from 'fast-check';
import { checkReplyTo, checkSenderName } from './mail-sender';

describe('the name of a sender', () => {
  it.each([
    ['North Academy', 'North Academy'],
    [' 北アカデミー ', '北アカデミー'],
    ["O'Neill, Smith & Co. (Training)", "O'Neill, Smith & Co. (Training)"],
    ['x'.repeat(60), 'x'.repeat(60)],
  ])('may be %s', (typed, kept) => {
    expect(checkSenderName(typed)).toEqual({ ok: true, value: kept });
  });

  it.each([
    ['Academy\r\nBcc: eve@evil.example', 'invalid-characters'],
    ['Academy\r\nBcc: all', 'line-break'],
    ['Academy\nX-Evil: 1', 'line-break'],
    ['Academy\u0000', 'control-characters'],
    ['Academy\u202eymedacA', 'text-direction-characters'],
    ['Bank <help@bank.example>', 'invalid-characters'],
    ['help@bank.example', 'invalid-characters'],
    ['help＠bank.example', 'invalid-characters'],
    ['"Bank"', 'invalid-characters'],
    ['', 'required'],
    [' ', 'required'],
    ['x'.repeat(61), 'too-long'],
  ])('may not be %j: %s', (typed, code) => {
    expect(checkSenderName(typed)).toMatchObject({ ok: false, fault: { code } });
  });

  it('is one line, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 70 }), (typed) => {
        const checked = checkSenderName(typed);
        expect(checked.ok ? checked.value : '').not.toMatch(/[\p{Control}\p{Line_Separator}\p{Paragraph_Separator}<>@"]/u);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('where answers go', () => {
  it('is one address', () => {
    expect(checkReplyTo(' Office@Academy.example ')).toEqual({ ok: true, value: 'Office@Academy.example' });
  });

  it.each([
    'none',
    'a@b.example, c@d.example',
    'Office <office@academy.example>',
    'office@academy.example\r\nBcc: eve@evil.example',
    '"a@b"@academy.example',
    '',
  ])('is not %j', (typed) => {
    expect(checkReplyTo(typed).ok).toBe(false);
  });
});
