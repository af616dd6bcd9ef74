import { ValidationFailed } from '../../platform/problem/validation-failed';

/**
 * Does `work` on a section of a file, so that a fault is told with its place in the file.
 *
 * @param within where the request has what the section is, as `/fields`
 */
export async function inSection<T>(section: string, work: () => Promise<T>, within = ''): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ValidationFailed)) {
      throw error;
    }
    throw new ValidationFailed(
      error.errors.map(({ pointer, fault }) => {
        const path = pointer.slice(1);
        return { pointer: `#/${section}${path.startsWith(within) ? path.slice(within.length) : path}`, fault };
      }),
    );
  }
}
