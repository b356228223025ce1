// Which rows of a long table `npm test` tries; `npm run test:all` tries all of them.
import { inject } from 'vitest';

/** Every `nth`. */
export function sampled<T>(nth: number, all: readonly T[]): readonly T[] {
  return inject('thorough') ? all : all.filter((_, index) => index % nth === 0);
}
