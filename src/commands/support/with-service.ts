import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AppModule } from '../../app.module';
import { configFromEnvironment } from '../../platform/config/environment';
import { isMigrated } from '../../platform/database/migrate';
import { CommandFailed } from './command-failed';

/**
 * Does `work` with the parts of the service, on its database: commands call the
 * use-cases that requests call. Nothing begins by itself meanwhile: no job, no
 * mail, no demo site. Mails that the work queues are sent by the service.
 */
export async function withService<T>(work: (service: INestApplicationContext) => Promise<T>): Promise<T> {
  const config = { ...configFromEnvironment(), worksByItself: false, demoSite: false, logLevel: 'silent' } as const;
  const service = await NestFactory.createApplicationContext(AppModule.forConfig(config), { logger: false, abortOnError: false });
  try {
    if (!(await isMigrated(service.get(DataSource)))) {
      throw new CommandFailed('The database does not have the schema of this version. Run "matricula migrate" first.');
    }
    return await work(service);
  } finally {
    await service.close();
  }
}
