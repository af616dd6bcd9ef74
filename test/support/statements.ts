import { type DataSource } from 'typeorm';

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
