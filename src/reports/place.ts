// Where in the user's files a finding is shown. A cluster is no file, but the services that show findings
// in a repository refuse one without a place, so there is always one.
import type { FindingCode } from '../checks/define.js';
import { visible } from '../util/safe-text.js';
import type { Anchor, RenderOptions } from './types.js';

/** The place of a policy, also if the file does not exist. */
const DEFAULT: Anchor = { path: 'swiftcheck.config.yaml', line: 1 };

export function placeOf(code: FindingCode, { anchor }: Pick<RenderOptions, 'anchor'>): Anchor {
  const { path, line } = anchor(code) ?? DEFAULT;
  return { path: visible(path), line };
}
