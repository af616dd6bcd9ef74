import { type DataSource } from 'typeorm';
import { MINUTES } from '../clock/clock';
import { type SteadyClock } from '../clock/steady-clock';
import { type Log } from '../logging/log';
import { isSqlite } from './engine';

const LARGEST_DIFFERENCE = 1 * MINUTES;

/**
 * At start: when the server's clock and that of this machine are more than a
 * minute apart, the server's is taken, which all replicas share. SQLite has no
 * clock of its own.
 */
export async function agreeOnTime(dataSource: DataSource, clock: SteadyClock, log: Log): Promise<void> {
  if (isSqlite(dataSource)) {
    return;
  }
  const [row] = await dataSource.query<{ seconds: string }[]>('SELECT UNIX_TIMESTAMP(NOW(3)) AS seconds');
  const difference = Math.round(Number(row?.seconds) * 1000 - clock.now().getTime());
  if (Math.abs(difference) > LARGEST_DIFFERENCE) {
    log.error(
      'the clock of this machine differs from that of the database, which is taken: set it right, and restart the service',
      {
        differenceInSeconds: Math.round(difference / 1000),
      },
    );
    clock.setAhead(difference);
  }
}
