import { createServer } from 'node:net';
import { choosePort, isFree } from './ports.mjs';

let server;
let takenPort;

beforeAll(async () => {
  server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  takenPort = server.address().port;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

const choose = (env, taken = []) => choosePort({ setting: 'PORT', fallback: takenPort, taken }, env);

test('a port that another program listens on is not free', async () => {
  expect(await isFree(takenPort)).toBe(false);
});

test('a default port that is taken gives way to a later one', async () => {
  expect(await choose({})).toBeGreaterThan(takenPort);
});

test('two defaults never get the same port', async () => {
  const first = await choose({});
  expect(await choose({}, [first])).not.toBe(first);
});

test('a port that was asked for and is taken is an error that names the setting', async () => {
  await expect(choose({ PORT: String(takenPort) })).rejects.toThrow(`Port ${takenPort} (PORT) is taken`);
});

test.each(['0', '65536', '3000x', '-1'])('%s is no port', async (value) => {
  await expect(choose({ PORT: value })).rejects.toThrow('PORT must be a port number');
});
