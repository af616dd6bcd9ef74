import { tracesIn, tracesInRows } from './canary';

const CANARY = 'Quörthwyn <Zanzi> & Co';

describe('a trace of a canary', () => {
  it.each<[string, string]>([
    ['as it is', `x${CANARY}x`],
    ['in another case', CANARY.toUpperCase()],
    ['percent-encoded', `name=${encodeURIComponent(CANARY)}`],
    ['in JSON', JSON.stringify({ name: CANARY })],
    ['in HTML', 'Quörthwyn &lt;Zanzi&gt; &amp; Co'.replace('&gt;', '>')],
    ['in hex', Buffer.from(`ab${CANARY}`).toString('hex')],
    ['in UTF-16', Buffer.from(`ab${CANARY}`, 'utf16le').toString('latin1')],
    ['in base64', Buffer.from(`${CANARY} and more`).toString('base64')],
    ['in base64, one byte on', Buffer.from(`1${CANARY} and more`).toString('base64')],
    ['in base64, two bytes on', Buffer.from(`12${CANARY} and more`).toString('base64url')],
  ])('is found %s', (_how, text) => {
    expect(tracesIn('log', `before ${text} after`, [CANARY])).not.toEqual([]);
  });

  it('is found in any column, bytes as well, and nowhere else', () => {
    const dump = { mails: [{ id: 1, params: Buffer.from(CANARY) }], sites: [{ name: 'North Academy' }] };
    expect(tracesInRows(dump, [CANARY]).every((trace) => trace.startsWith('mails: '))).toBe(true);
    expect(tracesInRows(dump, [CANARY])).not.toEqual([]);
    expect(tracesInRows({ sites: dump.sites }, [CANARY])).toEqual([]);
  });
});
