import { SpanKind } from '@opentelemetry/api';
import { type DataSource, type QueryRunner } from 'typeorm';
import { inSpanOfTrace } from '../tracing/spans';
import { describeStatement } from './describe-statement';

/** From now on each statement to `dataSource` within a trace is a span of it. Statements of `preparedRead` see to it themselves. */
export function traceStatements(dataSource: DataSource): void {
  const { driver } = dataSource;
  const create = driver.createQueryRunner.bind(driver);
  driver.createQueryRunner = (mode): QueryRunner => {
    const runner = create(mode);
    const ask = runner.query.bind(runner) as (sql: string, ...rest: unknown[]) => Promise<unknown>;
    runner.query = (<T>(sql: string, ...rest: unknown[]): Promise<T> =>
      inStatementSpan(dataSource, sql, () => ask(sql, ...rest) as Promise<T>)) as QueryRunner['query'];
    return runner;
  };
}

/** Runs `work`, which is one statement, as a span of the trace, if there is one. */
export function inStatementSpan<T>({ options }: DataSource, sql: string, work: () => Promise<T>): Promise<T> {
  return inSpanOfTrace(() => {
    const { name, attributes } = describeStatement(sql);
    const system = options.type === 'better-sqlite3' ? 'sqlite' : options.type;
    return { name, kind: SpanKind.CLIENT, attributes: { 'db.system.name': system, ...attributes } };
  }, work);
}
