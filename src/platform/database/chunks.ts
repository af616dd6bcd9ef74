const ROWS_A_STATEMENT = 1_000;

/** `rows` in parts of as many as one statement takes: neither engine accepts any number of parameters. */
export function chunksOf<T>(rows: readonly T[], size = ROWS_A_STATEMENT): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => rows.slice(i * size, (i + 1) * size));
}
