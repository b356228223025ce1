// Computed upgrades and pages for a list that does not pass, as facts and as steps: smallest first, with numbers that
// hold for this very list.
import type { WayOut } from '../../predict/way-out.js';
import { isNamed, type Pair } from '../../predict/upgrades.js';
import { formatCount, plural } from '../../util/bytes.js';
import type { Step } from '../define.js';
import type { Shell } from '../shell.js';
import { look } from '../steps.js';
import { queryOf } from './passing-query.js';
import { setSwiftImage } from './swift-commands.js';
import { setTillerImage } from './tiller-commands.js';
import { describeRelease, someNames } from './words.js';

/** Versions with which the list passes. */
interface UpgradeFacts {
  /** `null`: the present one stays. */
  readonly swift: string | null;
  readonly tiller: string | null;
  /** Whether Swift's table lists the pair. */
  readonly documented: boolean;
}

export interface WayOutFacts {
  /** The versions that run. */
  readonly swift: string;
  readonly tiller: string;
  /** The one to try first comes first. */
  readonly upgrades: readonly UpgradeFacts[];
  /** Queries of Swift's list that pass, and hold everything but `unreachable`. */
  readonly pages: readonly string[];
  /** Whether a page begins with a revision that a page before it held. */
  readonly repeats: boolean;
  /** Stored revisions that are on no page, in words. */
  readonly unreachable: readonly string[];
  /** How many of these do not pass even alone. */
  readonly tooLarge: number;
}

/** `null` where the list passes. */
export function wayOutFacts(
  way: WayOut,
  swift: { readonly version: string },
  tiller: { readonly version: string },
): WayOutFacts | null {
  if (way.passes) return null;
  const { upgrades, pages } = way;
  const { pages: plan, unreachable } = pages;
  const named = (pair: Pair | null, changes: { swift?: true; tiller?: true }): UpgradeFacts[] =>
    pair
      ? [
          {
            swift: changes.swift ? pair.swift.version : null,
            tiller: changes.tiller ? pair.tiller.version : null,
            documented: isNamed(pair),
          },
        ]
      : [];
  return {
    ...{ swift: swift.version, tiller: tiller.version },
    upgrades: [
      ...named(upgrades.swift, { swift: true }),
      ...named(upgrades.tiller, { tiller: true }),
      ...named(upgrades.both, { swift: true, tiller: true }),
      ...named(upgrades.documented, {
        ...(upgrades.documented?.swift.version !== swift.version && { swift: true }),
        ...(upgrades.documented?.tiller.version !== tiller.version && { tiller: true }),
      }),
    ],
    pages: plan.map(({ request }) => queryOf(request)),
    repeats: plan.some(({ repeated }) => repeated.length > 0),
    unreachable: unreachable.map(({ release }) => describeRelease(release)),
    tooLarge: unreachable.filter(({ reason }) => reason === 'too-large').length,
  };
}

export function wayOutSteps(way: WayOutFacts, shell: Shell): Step[] {
  const upgrades = way.upgrades.flatMap((upgrade, index) =>
    upgradeSteps(upgrade, index === 0 ? 'Upgrade' : 'Or upgrade', way, shell),
  );
  const pages = pageSteps(way, shell);
  if (upgrades.length > 0) return [...upgrades, ...pages];
  const none = 'No upgrade makes this list pass through Swift (computed).';
  const [first, ...others] = pages;
  return first ? [{ ...first, text: `${none} ${first.text}` }, ...others] : [look(none)];
}

function upgradeSteps(
  { swift, tiller, documented }: UpgradeFacts,
  lead: 'Upgrade' | 'Or upgrade',
  present: WayOutFacts,
  shell: Shell,
): Step[] {
  const computed = `computed: the list passes; ${documented ? '' : 'not '}documented`;
  if (swift !== null && tiller !== null) {
    const both = `(${computed} as a pair)`;
    // As a plan does: what makes the list pass alone comes first, otherwise Tiller.
    return present.upgrades.some((one) => one.tiller === null && one.swift === swift)
      ? [
          setSwiftImage(
            `${lead} Swift to ${swift} and Tiller to ${tiller} ${both}. Begin with Swift.`,
            swift,
            shell,
          ),
          setTillerImage(`Then upgrade Tiller to ${tiller}.`, tiller, shell),
        ]
      : [
          setTillerImage(
            `${lead} Tiller to ${tiller} and Swift to ${swift} ${both}. Begin with Tiller.`,
            tiller,
            shell,
          ),
          setSwiftImage(`Then upgrade Swift to ${swift}.`, swift, shell),
        ];
  }
  if (swift !== null) {
    const text = `${lead} Swift to ${swift} (${computed} for Tiller ${present.tiller}).`;
    return [setSwiftImage(text, swift, shell)];
  }
  const text = `${lead} Tiller to ${tiller ?? 'X.Y.Z'} (${computed} for Swift ${present.swift}).`;
  return [setTillerImage(text, tiller, shell)];
}

/** Steps of their own, before the others are left to the JSON. */
const MOST_PAGES = 3;

function pageSteps(way: WayOutFacts, shell: Shell): Step[] {
  const { pages, repeats, unreachable } = way;
  const left = unreachable.length === 0 ? null : onNoPage(way);
  if (pages.length === 0) return left === null ? [] : [look(`Paging does not help. ${left}`)];
  const count = plural(pages.length, 'page');
  const steps = pages
    .slice(0, MOST_PAGES)
    .map((query, index) =>
      look(
        pages.length === 1
          ? 'List with a limit (computed: the call passes through the present Swift).'
          : index === 0
            ? `List in ${count} (computed: each page passes through the present Swift).${repeats ? ' A page that begins at a release with several revisions repeats one of these.' : ''} Page 1:`
            : `Page ${index + 1}:`,
        shell.swift(`/tiller/v2/releases/json${query}`),
      ),
    );
  return [
    ...steps,
    ...(pages.length > MOST_PAGES
      ? [look(`The JSON report has the other ${plural(pages.length - MOST_PAGES, 'page')}.`)]
      : []),
    ...(left === null ? [] : [look(left)]),
  ];
}

/** Which revisions are on no page, and why. */
function onNoPage({ unreachable, tooLarge }: WayOutFacts): string {
  const others = unreachable.length - tooLarge;
  const alone =
    unreachable.length === 1
      ? 'It exceeds a limit by itself.'
      : others === 0
        ? 'Each exceeds a limit by itself.'
        : tooLarge === 0
          ? ''
          : `${formatCount(tooLarge)} of these ${tooLarge === 1 ? 'exceeds' : 'exceed'} a limit alone.`;
  const beside =
    others === 0
      ? ''
      : `${formatCount(others)} would pass alone, but not with the entry that a page has to repeat.`;
  return [
    `Missing from the pages: ${someNames(unreachable)}.`,
    others === unreachable.length ? '' : alone,
    beside,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}
