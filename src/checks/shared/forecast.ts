// What the throwaway release of --install does to lists while it is stored, before it is.
import { analyse, type Analysis } from '../../analysis/analysis.js';
import { PROBED_LIST } from '../../analysis/what-if.js';
import type { Proposal } from '../../evidence/throwaway.js';
import type { MeasuredRelease } from '../../evidence/types.js';
import type { SwiftRelease } from '../../knowledge/types.js';
import { predict } from '../../predict/predict.js';
import type { Flaw, Prediction } from '../../predict/types.js';
import { formatExactSize } from '../../util/bytes.js';

/** Times and the description of the stored release are not known to the byte. */
const SLACK = 64;

const FLAWS: Record<Flaw, string> = {
  'default-limit':
    'Tiller ends the list at 512 revisions, so one more release is missing through Swift',
  'first-message-only': 'Swift shows only the first part of the list, and does not say so',
  'chunks-overwritten':
    "Tiller's list is wrong: releases are missing and others stand in their place",
  'pending-left-out': 'Swift leaves out pending releases',
  'default-namespace-only': 'Swift lists the namespace default only',
};

/** Sentences; the first one says what happens to lists through Swift. */
export function forecast({ evidence, expected }: Proposal): string[] {
  const analysis = analyse(evidence);
  const { stored, swift, tiller, otherTiller } = analysis;
  if (!stored?.whole || !tiller || swift.releases.length === 0 || otherTiller !== null) {
    return [
      `While this release exists, lists through Swift can fail for everyone. ${unknownBecause(analysis)}`,
    ];
  }
  const list = (release: SwiftRelease | null, releases: readonly MeasuredRelease[]) =>
    predict(PROBED_LIST, release, tiller, releases);
  // A few bytes more or less: where that decides, it is not known.
  const sized = (more: number) => [...stored.releases, grown(expected, more)];
  const becomes = (release: SwiftRelease | null) => {
    const [less, more] = [-SLACK, SLACK].map((bytes) => list(release, sized(bytes)));
    const after = list(release, sized(0));
    return less?.grpcCode === more?.grpcCode
      ? change(list(release, stored.releases), after)
      : 'LISTS can fail for everyone: a few bytes more or less decide (computed).';
  };
  const through = swift.releases.map(becomes);
  const direct = becomes(null);
  const [first] = through;
  const same = through.every((words) => words === first);
  return [
    same && first !== undefined
      ? `While this release exists, ${first.replaceAll('LISTS', 'every list through Swift')}`
      : `While this release exists, lists through Swift can fail for everyone: it depends on Swift's version, which may be ${analysis.swiftWords}.`,
    ...(direct === PASSES
      ? []
      : [
          `While this release exists, ${direct.replaceAll('LISTS', 'every list of Tiller itself')}`,
        ]),
  ];
}

function unknownBecause({ stored, otherTiller }: Analysis): string {
  if (otherTiller !== null) return `Swift talks to another Tiller, ${otherTiller}.`;
  return stored?.whole
    ? 'The versions are not known, so it could not be computed.'
    : 'Not every stored revision is known, so the result could not be computed.';
}

const PASSES = 'LISTS still passes (computed).';

/** A clause about LISTS. */
function change(before: Prediction, after: Prediction): string {
  if (after.failure) {
    const { size, limitBytes } = after.failure;
    const numbers =
      size && limitBytes !== undefined
        ? `: about ${formatExactSize(size.bytes)} against a limit of ${formatExactSize(limitBytes)}`
        : `: ${after.failure.message}`;
    if (before.failure) return `LISTS fails, as it does without this release (computed${numbers}).`;
    return `LISTS fails for everyone (computed${numbers}).`;
  }
  const added = after.flaws.filter((flaw) => !before.flaws.includes(flaw));
  if (added.length > 0) {
    return `LISTS is wrong for everyone: ${added.map((flaw) => FLAWS[flaw]).join('; ')} (computed).`;
  }
  return PASSES;
}

function grown(release: MeasuredRelease, more: number): MeasuredRelease {
  const { bytes, summaryBytes } = release;
  return { ...release, bytes: bytes + more, summaryBytes: summaryBytes + more };
}
