import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { type Config } from './config';
import { loadConfig } from './load-config';

/**
 * The configuration of this process: the environment, completed by a `.env`
 * file in the working folder where there is one (what is set already wins;
 * tests don't read it).
 */
export function configFromEnvironment(): Config {
  if (process.env['NODE_ENV'] !== 'test' && existsSync('.env')) {
    loadEnvFile('.env');
  }
  return loadConfig(process.env);
}
