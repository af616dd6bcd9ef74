const OLDEST = { MariaDB: [10, 6], MySQL: [8, 0] } as const;

export interface ServerVersion {
  /** As people say it: `MariaDB 10.11`. */
  readonly name: string;
  readonly isSupported: boolean;
  /** The oldest that is supported. */
  readonly oldest: string;
}

/** @param version what `SELECT VERSION()` answers: `10.11.6-MariaDB-0+deb12u1`, `8.4.3` */
export function serverVersion(version: string): ServerVersion {
  const flavour = version.includes('MariaDB') ? 'MariaDB' : 'MySQL';
  // Old clients made MariaDB put "5.5.5-" in front.
  const [major = 0, minor = 0] = version
    .replace(/^5\.5\.5-(?=\d)/, '')
    .split(/[.-]/)
    .map(Number);
  const [oldestMajor, oldestMinor] = OLDEST[flavour];
  return {
    name: `${flavour} ${major}.${minor}`,
    isSupported: major > oldestMajor || (major === oldestMajor && minor >= oldestMinor),
    oldest: `${flavour} ${oldestMajor}.${oldestMinor}`,
  };
}
