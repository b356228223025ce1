// Which version to run with one that is there, and why.
import { documentedPair } from '../knowledge/pairs.js';
import { unaryLimit } from '../knowledge/limits.js';
import { quirksOf, SWIFT_QUIRKS, TILLER_QUIRKS } from '../knowledge/quirks.js';
import type { Documented } from '../knowledge/pairs.js';
import { SWIFT_RELEASES } from '../knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../knowledge/tiller-releases.js';
import { bareVersion, byVersion, parseVersion } from '../knowledge/versions.js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { partners, type Partner } from '../predict/partners.js';
import { formatSize } from '../util/bytes.js';
import type { Item, Page } from './blocks.js';

/** The version that is there. */
export type Asked =
  | { readonly program: 'tiller'; readonly release: TillerRelease }
  | { readonly program: 'swift'; readonly release: SwiftRelease };

/** The one to run comes first. */
function partnersOf(asked: Asked): Partner[] {
  return partners(
    asked.program === 'tiller'
      ? byVersion(SWIFT_RELEASES).map((swift) => [swift, asked.release] as const)
      : nearestFirst(asked.release).map((tiller) => [asked.release, tiller] as const),
  );
}

/** From the Helm library that Swift was built with: its protocol is the one that this Swift speaks. */
function nearestFirst({ helmLibrary }: SwiftRelease): TillerRelease[] {
  const minorOf = (text: string) => parseVersion(text)?.minor ?? 0;
  const distance = ({ version }: TillerRelease) =>
    Math.abs(minorOf(version) - minorOf(helmLibrary));
  return byVersion(TILLER_RELEASES).toSorted((a, b) => distance(a) - distance(b));
}

export function partnersPage(asked: Asked): Page {
  const found = partnersOf(asked);
  const [first] = found;
  const there = `${asked.program === 'tiller' ? 'Tiller' : 'Swift'} ${asked.release.version}`;
  const other = (partner: Partner) =>
    asked.program === 'tiller'
      ? `Swift ${partner.swift.version}`
      : `Tiller ${partner.tiller.version}`;
  return {
    title: `swiftcheck matrix: what to run with ${there}`,
    head: [`What to run with ${there}. \`swiftcheck plan\` also takes your releases into account.`],
    blocks: found.map((partner, index) => ({
      title: `${index === 0 ? 'Run' : 'For larger lists:'} ${other(partner)}`,
      items: reasons(partner),
    })),
    verdict: first
      ? `With ${there} run ${found.map(other).join(', or for larger lists ')}.`
      : `No version is known for ${there}.`,
    exitCode: 0,
  };
}

function reasons({ swift, tiller, documented, lists }: Partner): Item[] {
  const outcomes = (passing: boolean) =>
    lists.filter((list) => list.passes === passing).map(({ bytes }) => formatSize(bytes));
  const [passing, failing] = [outcomes(true), outcomes(false)];
  const limit = unaryLimit(swift);
  return [
    { label: 'table', text: documentedWords(swift, tiller, documented) },
    {
      label: 'lists',
      text: [
        ...(passing.length > 0 ? [`a list of ${sizesWords(passing)} passes`] : []),
        ...(failing.length > 0 ? [`a list of ${sizesWords(failing)} does not pass`] : []),
      ].join('; '),
    },
    {
      label: 'content',
      text:
        limit === null
          ? 'of any size can be read'
          : `of one release is read up to ${formatSize(limit)}`,
    },
    ...quirkItems('Swift', quirksOf(swift, SWIFT_QUIRKS)),
    ...quirkItems('Tiller', quirksOf(tiller, TILLER_QUIRKS)),
  ];
}

/** The program is the subject of the sentences. */
function quirkItems(program: string, quirks: readonly string[]): Item[] {
  return quirks.map((text, index) => ({ label: index === 0 ? program : '', text }));
}

/** `3 MiB, 16 MiB or 24 MiB` */
function sizesWords(sizes: readonly string[]): string {
  return [sizes.slice(0, -1).join(', '), ...sizes.slice(-1)]
    .filter((one) => one !== '')
    .join(' or ');
}

function documentedWords(
  swift: SwiftRelease,
  tiller: TillerRelease,
  documented: Documented,
): string {
  const listed = documentedPair(swift)?.tiller;
  switch (documented) {
    case 'exact':
      return "Swift's compatibility table lists the pair";
    case 'line':
      return `Swift's compatibility table lists Tiller ${listed ?? ''}, another patch of the line`;
    case 'no':
      return `Swift's compatibility table lists Tiller ${listed ?? ''} for this Swift, not ${tiller.version}`;
    case 'silent':
      return `Swift's compatibility table does not list this Swift, which was built with the library of Helm ${bareVersion(swift.helmLibrary)}`;
  }
}

/** Sizes in bytes; `null` is "no limit". */
export function partnersJson(asked: Asked): object {
  return {
    schemaVersion: 1,
    for: { [asked.program]: asked.release.version },
    partners: partnersOf(asked).map(({ swift, tiller, documented, lists }) => ({
      swift: swift.version,
      tiller: tiller.version,
      documented,
      lists,
      contentLimitBytes: unaryLimit(swift),
    })),
  };
}
