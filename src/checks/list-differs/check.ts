// Whether the two lists differ in a manner that no other check explains.
import { compareReleases } from '../../analysis/compare.js';
import {
  hiddenNamespaces,
  hiddenPending,
  showsFirstMessageOnly,
} from '../../analysis/swift-shows.js';
import { revisionKey } from '../../evidence/identity.js';
import type { ReleaseIdentity } from '../../evidence/types.js';
import { tillers } from '../../knowledge/describe.js';
import { findTiller } from '../../knowledge/versions.js';
import { measuredMessages } from '../../predict/replay.js';
import { formatCount } from '../../util/bytes.js';
import { defineCheck, type Certainty } from '../define.js';
import { look } from '../steps.js';
import { needs } from '../needs.js';
import { inFront } from '../shared/swift-steps.js';
import { describeRelease, placedRevision, someNames } from '../shared/words.js';

interface DiffersFacts {
  readonly onlyDirect: readonly string[];
  readonly onlySwift: readonly string[];
  /** Revisions that both lists hold, with another status in each. */
  readonly otherStatus: readonly string[];
  /** Which of the entries only in Swift's list come again in it; `all`: nothing else differs. */
  readonly repeats: 'none' | 'some' | 'all';
  /** Tiller overwrites parts of a list like this, and not in each list. */
  readonly overwrites?: true;
  readonly shownBySwift: number;
  readonly shownDirectly: number;
}

declare module '../define.js' {
  interface FindingFacts {
    'list-differs': DiffersFacts;
  }
}

export const listDiffers = defineCheck({
  group: 'lists',
  after: 'empty-list-as-error',
  code: 'list-differs',
  findings: {
    'list-differs': {
      onHop: 'warning',
      severity: 'fail',
      passTitle: 'Both lists hold the same revisions',
      failTitle: ({ onlyDirect, onlySwift, otherStatus }) =>
        `The two lists differ: ${[
          `${formatCount(onlyDirect.length)} only in Tiller's`,
          `${formatCount(onlySwift.length)} only in Swift's`,
          ...(otherStatus.length > 0
            ? [`${formatCount(otherStatus.length)} with another status`]
            : []),
        ].join(', ')}`,
      describe: (facts, shell) => ({
        seen: differences(facts),
        ...whyDiffer(facts),
        steps: [
          look(
            'Run swiftcheck again. If the difference persists, no change between the two lists explains it.',
            shell.swiftcheck(['probe']),
          ),
          ...(facts.repeats === 'none' || facts.overwrites ? [] : inFront(shell)),
        ],
      }),
      measures: ({ onlyDirect, onlySwift, otherStatus }) =>
        Object.fromEntries([...onlyDirect, ...onlySwift, ...otherStatus].map((name) => [name, 1])),
      followsFrom: [
        // The two lists are those of two Tillers. Two Tillers can share a storage, so the link stays likely.
        { causes: ['tillers-differ', 'tiller-answers-vary'], certainty: 'likely' },
        // Tiller overwrites each list in another manner. A list that is cut at 512 is cut at the same entry on
        // both sides, and what Swift drops after the first message is taken off before the lists are compared.
        { causes: ['list-corrupted', 'list-incomplete'], certainty: 'likely' },
      ],
    },
  },
  needs: { directList: needs.directList, swiftList: needs.swiftList },
  run: ({ swift, tiller, otherTiller }, { raise, pass, skip }, { directList, swiftList }) => {
    const firstOnly = showsFirstMessageOnly(directList, swiftList);
    const expected = firstOnly
      ? (measuredMessages(directList)[0]?.releases ?? [])
      : directList.releases;
    const explained = [
      ...hiddenPending(directList, swiftList, swift),
      ...hiddenNamespaces(directList, swiftList, swift),
    ];
    const { onlyLeft, onlyRight } = compareReleases(expected, swiftList.releases);
    const onlyDirect = compareReleases(onlyLeft, explained).onlyLeft;
    const otherStatus = withOtherStatus(expected, swiftList.releases);
    if (onlyDirect.length + onlyRight.length + otherStatus.length === 0) {
      return firstOnly || explained.length > 0
        ? skip('The lists differ, and another check reports what Swift leaves out.')
        : pass();
    }
    const asked = otherTiller === null ? tiller : findTiller(otherTiller);
    return raise(
      'list-differs',
      {
        ...named(onlyDirect, onlyRight, swiftList.releases, directList.releases),
        otherStatus,
        repeats: onlyRight.some(isAmong(expected))
          ? onlyDirect.length + otherStatus.length === 0 && onlyRight.every(isAmong(expected))
            ? 'all'
            : 'some'
          : 'none',
        ...(measuredMessages(directList).length > 1 &&
          asked?.chunkBufferReuse && { overwrites: true as const }),
        shownBySwift: swiftList.releases.length,
        shownDirectly: directList.releases.length,
      },
      'swift->tiller',
    );
  },
});

function differences({ onlyDirect, onlySwift, otherStatus }: DiffersFacts): string[] {
  return [
    ...(onlyDirect.length > 0 ? [`Only in Tiller's list: ${someNames(onlyDirect)}.`] : []),
    ...(onlySwift.length > 0 ? [`Only in Swift's list: ${someNames(onlySwift)}.`] : []),
    ...(otherStatus.length > 0 ? [`Another status: ${someNames(otherStatus)}.`] : []),
  ];
}

const OVERWRITING = tillers(({ chunkBufferReuse }) => chunkBufferReuse);
const CHANGED =
  'Swift talks to another Tiller, or a release was installed, upgraded or deleted between the two lists.';
const BUILT_OTHERWISE =
  'Something in front of Swift changes the answer, or Swift or its Tiller is another build.';

/** Neither another Tiller nor a change of releases lets an entry come again. */
function whyDiffer({ repeats, overwrites }: DiffersFacts): {
  readonly certainty: Certainty;
  readonly cause: string;
} {
  if (repeats === 'none') return { certainty: 'possible', cause: CHANGED };
  if (repeats === 'some' && overwrites) {
    return {
      certainty: 'likely',
      cause: `Tiller ${OVERWRITING} overwrites one chunk of a list above 20 MiB with the next chunk. It does not do so in every list.`,
    };
  }
  return {
    certainty: 'possible',
    cause:
      repeats === 'all'
        ? `No known Tiller and no known Swift repeats these entries, which the direct list has once. ${BUILT_OTHERWISE}`
        : `No known Tiller and no known Swift repeats entries like this. ${BUILT_OTHERWISE} For the other entries: ${CHANGED}`,
  };
}

function isAmong(releases: readonly ReleaseIdentity[]): (release: ReleaseIdentity) => boolean {
  const keys = new Set(releases.map(revisionKey));
  return (release) => keys.has(revisionKey(release));
}

/** Compares revisions that each list holds once: an entry that comes again is named as such. */
function withOtherStatus(
  byTiller: readonly ReleaseIdentity[],
  bySwift: readonly ReleaseIdentity[],
): string[] {
  if (byTiller.every(({ status }, index) => status === bySwift[index]?.status)) return [];
  const statuses = new Map<string, string | null>();
  for (const each of bySwift) {
    const key = revisionKey(each);
    statuses.set(key, statuses.has(key) ? null : each.status);
  }
  return byTiller.flatMap((each) => {
    const status = statuses.get(revisionKey(each)) ?? each.status;
    return status === each.status
      ? []
      : [`${describeRelease(each)}: ${each.status} by Tiller, ${status} by Swift`];
  });
}

/** By name; where the other list has the name as well, with what differs or how often it came. */
function named(
  onlyDirect: readonly ReleaseIdentity[],
  onlySwift: readonly ReleaseIdentity[],
  bySwift: readonly ReleaseIdentity[],
  byTiller: readonly ReleaseIdentity[],
): Pick<DiffersFacts, 'onlyDirect' | 'onlySwift'> {
  const words = (only: readonly ReleaseIdentity[], others: readonly ReleaseIdentity[]) => {
    const names = new Set(only.map(({ name }) => name));
    const alike = others.filter(({ name }) => names.has(name));
    const there = new Set(alike.map(({ name }) => name));
    const same = new Set(alike.map(revisionKey));
    return only.map((each) => {
      if (!there.has(each.name)) return describeRelease(each);
      return same.has(revisionKey(each))
        ? `${describeRelease(each)} (again)`
        : placedRevision(each);
    });
  };
  return { onlyDirect: words(onlyDirect, bySwift), onlySwift: words(onlySwift, byTiller) };
}
