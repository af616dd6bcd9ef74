import { MIGRATIONS } from '../migrations';
import { ENTITIES } from './entities';
import { type Schema } from './platform/database/create-data-source';

/** Tables, and the migrations that make them. */
export const SCHEMA: Schema = { entities: ENTITIES, migrations: MIGRATIONS };
