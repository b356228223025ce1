// What a run was asked to insist on, in words.
import type { Policy } from '../evidence/policy.js';
import { exactPercent } from '../checks/shared/headroom.js';
import { formatExactSize } from '../util/bytes.js';
import { shorten, visible } from '../util/safe-text.js';
import { timeWords } from '../util/time.js';

/** A sentence for each setting, also for what is ignored without having been raised. */
export function policyWords({
  failOn,
  headroom,
  maxReleaseBytes,
  require = {},
  ignore = [],
  baseline,
}: Policy): string[] {
  const { swift, tiller, pairs } = require;
  return [
    failOn === 'warn' ? 'Failures and warnings make the run fail.' : 'Failures make the run fail.',
    ...(headroom === undefined
      ? []
      : [`${exactPercent(headroom)} of each limit has to stay free.`]),
    ...(maxReleaseBytes === undefined
      ? []
      : [`No stored revision may be larger than ${formatExactSize(maxReleaseBytes)}.`]),
    ...(swift === undefined ? [] : [`Swift has to be ${swift}.`]),
    ...(tiller === undefined ? [] : [`Tiller has to be ${tiller}.`]),
    ...(pairs ? [`Allowed pairs: ${pairs.map(pairWords).join('; ')}.`] : []),
    ...ignore.map(
      ({ code, reason, expires }) =>
        `Until ${expires} ${code} is ignored: ${shorten(visible(reason), 200)}`,
    ),
    ...(baseline ? [`The baseline is the run of ${timeWords(baseline.startedAt)}.`] : []),
  ];
}

function pairWords({ swift, tiller }: { readonly swift: string; readonly tiller: string }): string {
  return `Swift ${swift} with Tiller ${tiller}`;
}
