import { EventEmitter } from 'node:events';
import { type Pool } from 'mysql2';
import { ConnectionGate } from './connection-gate';
import { DatabaseAway, DatabaseBusy } from './database-errors';

type Callback = Parameters<Pool['getConnection']>[0];

/** A connection that says what became of it. */
class FakeConnection extends EventEmitter {
  wasCut = false;
  readonly stream = {
    destroy: (error: Error): void => {
      this.wasCut = true;
      this.emit('error', error);
    },
  };
  constructor(readonly release: () => void) {
    super();
  }
}

/** A pool that hands out connections when the test says so. */
class FakePool extends EventEmitter {
  readonly asked: Callback[] = [];
  readonly released: FakeConnection[] = [];

  getConnection(callback: Callback): void {
    this.asked.push(callback);
  }

  give(): FakeConnection {
    const connection = new FakeConnection(() => {
      this.released.push(connection);
      this.emit('release', connection);
    });
    this.emit('connection', connection);
    this.asked.shift()?.(null, connection as never);
    return connection;
  }

  refuse(code: string): void {
    this.asked.shift()?.(Object.assign(new Error(code), { code }), undefined as never);
  }
}

function setup() {
  const pool = new FakePool();
  const gate = new ConnectionGate(pool as unknown as Pool, { mostWaiting: 3, longestWaitInMs: 1000 });
  return { pool, gate };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('hands out connections and counts those in use', async () => {
  const { pool, gate } = setup();
  const asked = gate.take();
  expect(gate).toMatchObject({ inUse: 0, waiting: 1, refused: 0 });
  pool.give();
  const connection = await asked;
  expect(gate).toMatchObject({ inUse: 1, waiting: 0 });
  connection.release();
  expect(gate.inUse).toBe(0);
});

it('turns away at once who comes when too many wait', async () => {
  const { gate } = setup();
  for (let i = 0; i < 3; i += 1) gate.take().catch(() => undefined);
  await expect(gate.take()).rejects.toBeInstanceOf(DatabaseBusy);
  expect(gate).toMatchObject({ waiting: 3, refused: 1 });
});

it('lets nobody wait too long, and gives a connection back that comes too late', async () => {
  const { pool, gate } = setup();
  const late = expect(gate.take()).rejects.toBeInstanceOf(DatabaseBusy);
  jest.advanceTimersByTime(1001);
  await late;
  const connection = pool.give();
  expect(pool.released).toEqual([connection]);
  expect(gate).toMatchObject({ inUse: 0, waiting: 0, refused: 1 });
});

it('says that the database is away when no connection can be made', async () => {
  const { pool, gate } = setup();
  const asked = expect(gate.take()).rejects.toMatchObject({ name: 'DatabaseAway', cause: { code: 'ECONNREFUSED' } });
  pool.refuse('ECONNREFUSED');
  await asked;
});

describe('while it is shut', () => {
  it('turns everybody away at once: who waits, who comes, and who waits for an answer', async () => {
    const { pool, gate } = setup();
    const asked = gate.take();
    const inUse = pool.give();
    await asked;
    const waiting = expect(gate.take()).rejects.toBeInstanceOf(DatabaseAway);
    gate.shut(new Error('silence'));
    await waiting;
    await expect(gate.take()).rejects.toBeInstanceOf(DatabaseAway);
    expect(inUse.wasCut).toBe(true);
    expect(gate).toMatchObject({ isShut: true, inUse: 0, waiting: 0 });
  });

  it('waits to be opened', async () => {
    const { pool, gate } = setup();
    gate.shut(new Error('silence'));
    gate.open();
    const asked = gate.take();
    pool.give();
    await asked;
    expect(gate.isShut).toBe(false);
  });
});

it('survives a connection that tells of its end twice', () => {
  const { pool, gate } = setup();
  void gate.take();
  const connection = pool.give();
  connection.emit('error', new Error('lost'));
  expect(() => connection.emit('error', new Error('lost again'))).not.toThrow();
});
