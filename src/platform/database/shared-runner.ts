import { AsyncLocalStorage } from 'node:async_hooks';
import { type DataSource, type QueryRunner } from 'typeorm';

const shared = new AsyncLocalStorage<QueryRunner>();

/** Whoever asks `dataSource` for a connection within {@link withSharedRunner} is lent that one from now on, and cannot give it back. */
export function lendSharedRunner(dataSource: DataSource): void {
  const { driver } = dataSource;
  const create = driver.createQueryRunner.bind(driver);
  driver.createQueryRunner = (mode): QueryRunner => {
    const runner = shared.getStore();
    return runner === undefined ? create(mode) : lent(runner);
  };
}

/** Runs `work`, and all it starts, on the connection of `runner`. */
export function withSharedRunner<T>(runner: QueryRunner, work: () => Promise<T>): Promise<T> {
  return shared.run(runner, work);
}

/** The one that all of {@link withSharedRunner} goes by; undefined outside of it. */
export function sharedRunner(): QueryRunner | undefined {
  return shared.getStore();
}

function lent(runner: QueryRunner): QueryRunner {
  return new Proxy(runner, {
    get: (target, name): unknown => {
      if (name === 'release') {
        return () => Promise.resolve();
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
}
