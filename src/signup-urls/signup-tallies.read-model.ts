import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { places } from '../platform/database/raw-sql';

/** How many applied, and how many of them were approved. */
export interface Tally {
  readonly applied: number;
  readonly approved: number;
}

export const NOBODY: Tally = { applied: 0, approved: 0 };

interface RawTally {
  readonly signupUrlId: string;
  readonly codeId: string;
  readonly applied: number | string;
  readonly approved: number | string;
}

@Injectable()
export class SignupTalliesReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Through each of these URLs, by its id; one that nobody used is missing. */
  async ofUrls(siteId: string, urlIds: readonly string[]): Promise<ReadonlyMap<string, Tally>> {
    if (urlIds.length === 0) {
      return new Map();
    }
    const rows = await this.dataSource.manager.query<RawTally[]>(
      `SELECT signupUrlId, SUM(applied) AS applied, SUM(approved) AS approved FROM signup_tallies
       WHERE siteId = ? AND signupUrlId IN (${places(urlIds)}) GROUP BY signupUrlId`,
      [siteId, ...urlIds],
    );
    return new Map(rows.map((row) => [row.signupUrlId, tallyOf(row)]));
  }

  /** With each code of each of these URLs: URL, then code; `''` is the code of those who needed none. */
  async byCode(siteId: string, urlIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlyMap<string, Tally>>> {
    if (urlIds.length === 0) {
      return new Map();
    }
    const rows = await this.dataSource.manager.query<RawTally[]>(
      `SELECT signupUrlId, codeId, applied, approved FROM signup_tallies WHERE siteId = ? AND signupUrlId IN (${places(urlIds)})`,
      [siteId, ...urlIds],
    );
    const byUrl = new Map<string, Map<string, Tally>>();
    for (const row of rows) {
      const byCode = byUrl.get(row.signupUrlId) ?? new Map<string, Tally>();
      byUrl.set(row.signupUrlId, byCode.set(row.codeId, tallyOf(row)));
    }
    return byUrl;
  }
}

const tallyOf = ({ applied, approved }: RawTally): Tally => ({ applied: Number(applied), approved: Number(approved) });
