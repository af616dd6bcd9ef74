import { Agent, request } from 'node:http';

export const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/**
 * One request over a kept connection, much cheaper than fetch, so that the one who measures takes little from what is measured.
 * @returns {Promise<{ status: number, text: string, headers: object, took: number }>} `took` in milliseconds
 */
export function send(method, url, { token, json, headers = {} } = {}) {
  const body = json === undefined ? undefined : JSON.stringify(json);
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const sent = request(
      url,
      {
        method,
        agent,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...headers,
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode, text, headers: response.headers, took: performance.now() - started }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** As {@link send}; throws for any other status than `status`. Answers the body, parsed, and how long it took. */
export async function expectAnswer(status, method, url, sending) {
  const answer = await send(method, url, sending);
  if (answer.status !== status) throw new Error(`${method} ${url}: ${answer.status} ${answer.text.slice(0, 300)}`);
  return { ...answer, body: answer.text === '' ? null : JSON.parse(answer.text) };
}

/** Runs `work(i)` `count` times, `atOnce` of them at a time; how long each took in milliseconds, and how long all did. */
export async function runAll(count, atOnce, work) {
  const took = [];
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) {
        const i = next;
        next += 1;
        const started = performance.now();
        await work(i);
        took.push(performance.now() - started);
      }
    }),
  );
  return { took, perSecond: count / ((performance.now() - began) / 1000) };
}
