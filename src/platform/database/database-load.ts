import { type DataSource } from 'typeorm';

/** How much is asked of the database by this process. */
export interface DatabaseLoad {
  /** Connections in use. SQLite has one. */
  readonly inUse: number;
  /** Who waits for a connection. */
  readonly waiting: number;
  /** Who was turned away since the start, because too many were waiting or it took too long. */
  readonly refused: number;
}

const loads = new WeakMap<DataSource, DatabaseLoad>();

export function keepLoadOf(dataSource: DataSource, load: DatabaseLoad): void {
  loads.set(dataSource, load);
}

export function loadOf(dataSource: DataSource): DatabaseLoad {
  return loads.get(dataSource) ?? { inUse: 0, waiting: 0, refused: 0 };
}
