const LOCAL = "[\\p{L}\\p{N}.!#$%&'*+=?^_`~-]";
const LABEL = '[\\p{L}\\p{N}-]+';
// From its first letter on, or not at all: looked at once, however long a line is. What ends in a number is the version of a package.
const ADDRESS = new RegExp(`(?<!${LOCAL})${LOCAL}+@${LABEL}(?:\\.${LABEL})*\\.\\p{L}[\\p{L}\\p{N}-]*`, 'gu');

/** A line of the log, with every e-mail address in it masked. */
export function withoutAddresses(line: string): string {
  return line.includes('@') ? line.replace(ADDRESS, '***@***') : line;
}
