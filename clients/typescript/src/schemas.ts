import { type components } from './schema.js';

/** What is sent and answered, by name: `Schemas['TicketResponse']`. */
export type Schemas = components['schemas'];
