// The groups of a match. What follows an underscore in a name only keeps the groups of one pattern distinct.
import { shorten } from '../util/safe-text.js';
import type { Groups } from './types.js';

/** The groups that matched, by their names without the part from the underscore on. */
export function groupsOf(match: RegExpMatchArray): Groups {
  return Object.fromEntries(
    Object.entries<string | undefined>(match.groups ?? {})
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name.replace(/_.*$/, ''), value]),
  );
}

const LONGEST = 120;
/** An error of Swift, or a Status. */
const BODY = /\{[^\n]{0,200}"(?:code|kind)": ?/;
/** What follows the message in a body. */
const REST_OF_BODY = /"(?:, ?"(?:details|reason|code|metadata|status|message)": ?.*|\}[\]}"'\s]*)$/;

/** As they are shown: a group that runs on behind the message of a body ends with the message. */
export function bounded(groups: Groups, form: string): Groups {
  const inBody = BODY.test(form);
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) => [
      name,
      // Another text within this one is read, not shown.
      name === 'body'
        ? value
        : value && shorten(inBody ? value.replace(REST_OF_BODY, '') : value, LONGEST),
    ]),
  );
}
