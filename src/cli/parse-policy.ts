// Values of flags that make a policy.
import { InvalidArgumentError } from 'commander';
import {
  parsePercent,
  parseRequirement,
  PERCENT_FORMS,
  type Requirement,
} from '../policy/values.js';
import { parseSize, SIZE_FORMS } from '../util/bytes.js';

/** A share, such as 0.2. */
export function percent(text: string): number {
  const share = parsePercent(text);
  if (share === null) throw new InvalidArgumentError(`Shares are written ${PERCENT_FORMS}.`);
  return share;
}

/** Bytes. */
export function releaseSize(text: string): number {
  const bytes = parseSize(text);
  if (bytes === null || bytes === 0) {
    throw new InvalidArgumentError(`Sizes are written ${SIZE_FORMS}.`);
  }
  return bytes;
}

/** One `--require`, after those before it. */
export function required(
  text: string,
  previous: readonly Requirement[] | undefined,
): Requirement[] {
  const requirement = parseRequirement(text);
  if (typeof requirement === 'string') throw new InvalidArgumentError(requirement);
  return [...(previous ?? []), requirement];
}
