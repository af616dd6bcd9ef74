import { type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { type Log } from '../logging/log';
import { DomainError } from '../problem/domain-error';
import { type Cell, StreamedAnswers } from './streamed-answers';

const BYTE_ORDER_MARK = '\uFEFF';
const log = { error: jest.fn() } as unknown as Log;
const answers = new StreamedAnswers(log);

/** What a client gets of `answer`: the status, and the text; null when the connection was cut. */
async function asked(
  answer: (request: FastifyRequest, reply: FastifyReply) => Promise<void>,
): Promise<{ status: number; type: string; text: string | null }> {
  const server = fastify();
  server.get('/', async (request, reply) => {
    await answer(request, reply);
    return reply;
  });
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  try {
    const response = await fetch(address);
    // Not text(), which takes the byte order mark away.
    const bytes = await response.arrayBuffer().catch(() => null);
    const text = bytes === null ? null : Buffer.from(bytes).toString('utf8');
    return { status: response.status, type: response.headers.get('content-type') ?? '', text };
  } finally {
    await server.close();
  }
}

async function* batchesOf<T>(...batches: (readonly T[] | Error)[]): AsyncGenerator<readonly T[]> {
  for (const batch of batches) {
    await Promise.resolve();
    if (batch instanceof Error) {
      throw batch;
    }
    yield batch;
  }
}

const csvOf = (...batches: (readonly (readonly Cell[])[] | Error)[]): Promise<{ status: number; text: string | null }> =>
  asked((request, reply) =>
    answers.csv(request, reply, { fileName: 'x.csv', header: ['name', 'value'], batches: batchesOf(...batches) }),
  );

describe('a streamed CSV', () => {
  it('is RFC 4180 with a byte order mark and a header', async () => {
    const rows = [
      ['a "quoted", one', 1],
      ['two\nlines', null],
      ['', true],
    ];
    await expect(csvOf(rows, [['次の束', 'x']])).resolves.toMatchObject({
      status: 200,
      text: `${BYTE_ORDER_MARK}name,value\r\n"a ""quoted"", one",1\r\n"two\nlines",\r\n,true\r\n次の束,x\r\n`,
    });
  });

  it('has its header, even when it has no rows', async () => {
    await expect(csvOf()).resolves.toMatchObject({ text: `${BYTE_ORDER_MARK}name,value\r\n` });
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠1'])(
    'does not let %j run as a formula',
    async (text) => {
      const { text: csv } = await csvOf([[text, text.length]]);
      expect(csv).toMatch(/\r\n"?'/);
    },
  );

  it('leaves numbers as they are', async () => {
    await expect(csvOf([[-1, 2]])).resolves.toMatchObject({ text: `${BYTE_ORDER_MARK}name,value\r\n-1,2\r\n` });
  });

  it('is cut when its source fails: half of it must not look whole', async () => {
    await expect(csvOf([['a', 1]], new Error('gone'))).resolves.toMatchObject({ text: null });
  });
});

describe('streamed NDJSON', () => {
  const ndjsonOf = (...batches: (readonly object[] | Error)[]): Promise<{ status: number; text: string | null }> =>
    asked((request, reply) => answers.ndjson(request, reply, batchesOf(...batches)));

  it('is one object a line', async () => {
    await expect(ndjsonOf([{ a: 1 }, { b: 'x\ny' }], [{ c: null }])).resolves.toMatchObject({
      type: 'application/x-ndjson',
      text: '{"a":1}\n{"b":"x\\ny"}\n{"c":null}\n',
    });
  });

  it('ends with the problem when its source fails', async () => {
    const { text } = await ndjsonOf([{ a: 1 }], new DomainError('version-stale', 'Changed.'));
    expect(
      text
        ?.trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toEqual([{ a: 1 }, { problem: expect.objectContaining({ code: 'version-stale', status: 412 }) as object }]);
  });

  it('says nothing of a cause that nobody foresaw', async () => {
    const { text } = await ndjsonOf([{ a: 1 }], new Error('secret'));
    expect(text).toContain('internal-error');
    expect(text).not.toContain('secret');
  });
});

describe('any streamed answer', () => {
  it('lets an error before the first batch be answered like any other', async () => {
    await expect(csvOf(new Error('early'))).resolves.toMatchObject({ status: 500 });
  });

  it.each([
    ['while it is sent', 50],
    ['before it begins', 0],
  ])('closes its source when the client goes away %s', async (_, afterMs) => {
    const closed = new Promise<void>((resolve) => {
      async function* endless(): AsyncGenerator<readonly object[]> {
        try {
          for (;;) {
            await new Promise(setImmediate);
            yield Array.from({ length: 1000 }, () => ({ a: 'x'.repeat(100) }));
          }
        } finally {
          resolve();
        }
      }
      void asked(async (request, reply) => {
        if (afterMs === 0) request.raw.destroy();
        await answers.ndjson(request, reply, endless());
        setTimeout(() => request.raw.destroy(), afterMs);
      }).catch(() => undefined);
    });
    await closed;
  });
});
