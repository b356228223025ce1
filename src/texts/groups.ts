// The groups of a match. What follows an underscore in a name only keeps the groups of one pattern distinct.
import type { Groups } from './types.js';

/** The groups that matched, by their names without the part from the underscore on. */
export function groupsOf(match: RegExpMatchArray): Groups {
  return Object.fromEntries(
    Object.entries<string | undefined>(match.groups ?? {})
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name.replace(/_.*$/, ''), value]),
  );
}
