import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type Connection, createConnection } from 'mysql2/promise';
import { DataSource } from 'typeorm';
import { SECONDS } from '../clock/clock';
import { Config } from '../config/config';
import { Log } from '../logging/log';
import { Metrics } from '../metrics/metrics';
import { ConnectionGate } from './connection-gate';
import { codeOf } from './database-errors';
import { loadOf } from './database-load';

const LOOK_EVERY = 1 * SECONDS;
const PATIENCE = 2 * SECONDS;

// A server that says so much is there: full, or about to let us in again.
const SPEAKS = /^ER_(?!SERVER_SHUTDOWN|NORMAL_SHUTDOWN)/;

/**
 * Asks the database once a second, on a connection of its own, whether it is
 * there. When it is not, all that wait for it are told at once, and nobody has
 * to find out by waiting: a statement may take its time, a server that is dead
 * or unreachable must not.
 *
 * SQLite is never away in this way, and is not watched.
 */
@Injectable()
export class DatabaseWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly gate: ConnectionGate | null;
  private timer: NodeJS.Timeout | undefined;
  private kept: Connection | undefined;
  private isLooking = false;

  constructor(
    dataSource: DataSource,
    private readonly config: Config,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    this.gate = ConnectionGate.of(dataSource);
    this.tell(dataSource, metrics);
  }

  onApplicationBootstrap(): void {
    const { gate } = this;
    const { database } = this.config;
    if (gate !== null && database.engine === 'mysql') {
      this.timer = setInterval(() => void this.look(gate, database.url), LOOK_EVERY).unref();
    }
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    this.kept?.destroy();
  }

  private async look(gate: ConnectionGate, url: string): Promise<void> {
    if (this.isLooking) {
      return;
    }
    this.isLooking = true;
    try {
      await this.ask(url);
      if (gate.isShut) {
        this.log.info('the database is back');
        gate.open();
      }
    } catch (error) {
      if (!gate.isShut) {
        this.log.error('the database is away', { code: codeOf(error) });
      }
      gate.shut(error);
    } finally {
      this.isLooking = false;
    }
  }

  /** Throws when the database is away. */
  private async ask(url: string): Promise<void> {
    if (this.kept !== undefined) {
      const lost = await this.faultOf(this.kept.ping());
      if (lost === null) {
        return;
      }
      this.kept.destroy();
      this.kept = undefined;
      if (lost instanceof NoAnswer) {
        throw lost;
      }
    }
    // This one connection may have been lost alone.
    const refused = await this.faultOf(this.connect(url));
    if (refused !== null && !SPEAKS.test(codeOf(refused))) {
      throw refused;
    }
  }

  private async connect(url: string): Promise<void> {
    const connection = await createConnection({ uri: url, connectTimeout: PATIENCE });
    connection.on('error', () => undefined); // The next look finds out.
    this.kept = connection;
  }

  private async faultOf(asked: Promise<unknown>): Promise<Error | null> {
    let isAnswered = false;
    const answered = asked.then(
      () => null,
      (error: unknown) => error as Error,
    );
    void answered.then(() => (isAnswered = true));
    const late = new Promise<Error>((resolve) => {
      setTimeout(() => {
        // After work that kept this thread busy, timers come before what has arrived meanwhile.
        void nextTurn()
          .then(() => nextTurn())
          .then(() => {
            if (!isAnswered) resolve(new NoAnswer());
          });
      }, PATIENCE).unref();
    });
    return Promise.race([answered, late]);
  }

  private tell(dataSource: DataSource, metrics: Metrics): void {
    const gauge = (name: string, help: string, value: () => number): void => {
      metrics.gauge({
        name,
        help,
        collect: (it) => {
          it.set(value());
        },
      });
    };
    gauge('matricula_database_up', 'Whether the database answers.', () => (this.gate?.isShut === true ? 0 : 1));
    gauge('matricula_database_connections_in_use', 'Connections in use.', () => loadOf(dataSource).inUse);
    gauge('matricula_database_waiting', 'Who waits for a connection.', () => loadOf(dataSource).waiting);
    gauge(
      'matricula_database_refused',
      'Who was turned away since the start, for want of a connection.',
      () => loadOf(dataSource).refused,
    );
  }
}

class NoAnswer extends Error {
  readonly code = 'ETIMEDOUT';
}
