import { setTimeout as sleep } from 'node:timers/promises';
import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SECONDS } from '../clock/clock';
import { SteadyClock } from '../clock/steady-clock';
import { Config } from '../config/config';
import { Log } from '../logging/log';
import { agreeOnTime } from './agree-on-time';
import { createDataSource, type Schema } from './create-data-source';
import { DatabaseWatch } from './database-watch';
import { migrate } from './migrate';
import { traceStatements } from './statement-traces';
import { Transactions } from './transactions';

const LONGEST_FAREWELL = 3 * SECONDS;

@Global()
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Connects, migrates where the setting says so, and offers {@link Transactions} to all. */
  static forSchema(schema: Schema): DynamicModule {
    const connected = {
      provide: DataSource,
      inject: [Config, SteadyClock, Log],
      useFactory: async (config: Config, clock: SteadyClock, log: Log): Promise<DataSource> => {
        const dataSource = await createDataSource(config.database, schema);
        if (config.tracing) {
          traceStatements(dataSource);
        }
        await agreeOnTime(dataSource, clock, log);
        if (config.migrateAtStart) {
          await migrate(dataSource, config.database);
        }
        return dataSource;
      },
    };
    return { module: DatabaseModule, providers: [connected, Transactions, DatabaseWatch], exports: [DataSource, Transactions] };
  }

  async onApplicationShutdown(): Promise<void> {
    // A server that does not answer any more does not say goodbye either.
    await Promise.race([this.dataSource.destroy(), sleep(LONGEST_FAREWELL, undefined, { ref: false })]);
  }
}
