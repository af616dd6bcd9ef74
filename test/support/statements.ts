import { type PoolConnection } from 'mysql2';
import { type DataSource } from 'typeorm';
import { ConnectionGate } from '../../src/platform/database/connection-gate';
import { type Tx } from '../../src/platform/database/transactions';

const BEGIN = /^(START TRANSACTION|BEGIN)/;
const END = /^(COMMIT|ROLLBACK)/;

/** The statements of each transaction that `work` committed, by connection: without its beginning and its end. */
export async function transactionsOf(dataSource: DataSource, work: () => Promise<unknown>): Promise<string[][]> {
  const usual = dataSource.logger;
  const open = new Map<unknown, string[]>();
  const done: string[][] = [];
  const logQuery = (sql: string, _parameters?: unknown[], runner?: unknown): void => {
    if (BEGIN.test(sql)) open.set(runner, []);
    else if (END.test(sql)) done.push(open.get(runner) ?? []);
    else open.get(runner)?.push(sql);
  };
  dataSource.logger = Object.assign(Object.create(usual) as typeof usual, { logQuery });
  try {
    await work();
  } finally {
    dataSource.logger = usual;
  }
  return done;
}

/** What `work` asks through TypeORM, and what goes past it (`preparedRead`, where there are connections to take). */
export async function statementsDuring(
  dataSource: DataSource,
  work: () => Promise<void>,
): Promise<(readonly [sql: string, values: unknown[]])[]> {
  const asking = jest.spyOn(dataSource, 'query');
  const gate = ConnectionGate.of(dataSource);
  const take = gate?.take.bind(gate);
  const executing = new Set<jest.SpyInstance>();
  const taking = gate === null ? null : jest.spyOn(gate, 'take');
  taking?.mockImplementation(async () => {
    const connection = (await take?.()) as PoolConnection;
    executing.add(jest.spyOn(connection, 'execute'));
    return connection;
  });
  await work();
  const executed = [...executing].flatMap(({ mock }) => mock.calls as [{ sql: string; values: unknown[] }][]);
  const statements = [
    ...asking.mock.calls.map(([sql, values]) => [sql, values as unknown[]] as const),
    ...executed.map(([{ sql, values }]) => [sql, values] as const),
  ];
  for (const spy of [asking, taking, ...executing]) spy?.mockRestore();
  return statements;
}

/** `tx`, and the statements that go through its `query` from now on, with their values. */
export function recording(tx: Tx): { readonly recorded: Tx; readonly asked: [sql: string, values: unknown[]][] } {
  const asked: [string, unknown[]][] = [];
  const query = (sql: string, values: unknown[]): Promise<unknown> => {
    asked.push([sql, values]);
    return tx.query(sql, values);
  };
  return { recorded: Object.assign(Object.create(tx) as Tx, { query }), asked };
}
