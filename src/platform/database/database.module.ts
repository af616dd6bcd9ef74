import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../config/config';
import { createDataSource, type Schema } from './create-data-source';
import { migrate } from './migrate';
import { Transactions } from './transactions';

@Global()
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Connects, migrates where the setting says so, and offers {@link Transactions} to all. */
  static forSchema(schema: Schema): DynamicModule {
    const connected = {
      provide: DataSource,
      inject: [Config],
      useFactory: async (config: Config): Promise<DataSource> => {
        const dataSource = await createDataSource(config.database, schema);
        if (config.migrateAtStart) {
          await migrate(dataSource, config.database);
        }
        return dataSource;
      },
    };
    return { module: DatabaseModule, providers: [connected, Transactions], exports: [DataSource, Transactions] };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}
