// What a comparison says.
import type { KnownFinding } from '../evidence/policy.js';
import { freePercent } from '../checks/shared/headroom.js';
import { shownName, someOf } from '../checks/shared/words.js';
import type { Block, Item, Page } from '../reports/blocks.js';
import { amountWords, LIMIT_NAMES } from '../reports/headroom-words.js';
import { formatCount, formatSize, plural } from '../util/bytes.js';
import { timeWords } from '../util/time.js';
import type { Headroom } from '../views/headroom.js';
import { grownBy } from './diff.js';
import type { DiffReport, DiffSide, FindingChange, ReleaseChange } from './types.js';

export function diffPage(diff: DiffReport): Page {
  const { before, after, unlike, exitCode } = diff;
  const lab = after.lab
    ? [`LAB RUN: the later run is of the lab, data set ${after.lab.data}.`]
    : [];
  return {
    title: 'swiftcheck diff',
    head: [
      ...lab,
      `From the run of ${timeWords(before.startedAt)} to that of ${timeWords(after.startedAt)}.`,
      ...(unlike === null ? [] : [unlike]),
    ],
    blocks: [versionBlock(diff), findingBlock(diff), headroomBlock(diff), releaseBlock(diff)],
    verdict: verdictWords(diff),
    exitCode,
  };
}

/**
 * A line for each change, as a log has them.
 * @param open findings that the log calls unknown
 */
export function changeLines(diff: DiffReport, open: readonly KnownFinding[]): string[] {
  const { before, after, unlike, findings, releases } = diff;
  const version = (name: string, then: string, now: string) =>
    then === now ? [] : [`changed  ${name} ${now} (it was ${then})`];
  return [
    ...(unlike === null ? [] : [unlike]),
    ...version('Swift', before.swift, after.swift),
    ...version('Tiller', before.tiller ?? 'unknown', after.tiller ?? 'unknown'),
    ...findings
      .filter((finding) => isNews(finding, open))
      .map((finding) => `${finding.kind}  ${findingWords(finding)}`),
    ...releaseItems(releases).map(({ label, text }) => `${label}  ${text}`),
  ];
}

/** What is unknown is said once, and so is what then shows again. */
function isNews({ kind, code, before }: FindingChange, open: readonly KnownFinding[]): boolean {
  const isOpen = open.some((known) => known.code === code && known.title === before);
  if (kind === 'same') return isOpen;
  return kind !== 'unknown' || !isOpen;
}

function verdictWords({ findings, exitCode }: DiffReport): string {
  const count = (...kinds: FindingChange['kind'][]) =>
    findings.filter(({ kind }) => kinds.includes(kind)).length;
  const counted = findings.filter(({ counts }) => counts);
  const parts = [
    `${formatCount(count('new'))} new`,
    `${formatCount(count('worse'))} worse`,
    `${formatCount(count('better'))} better`,
    `${formatCount(count('gone'))} gone`,
    `${formatCount(count('same'))} unchanged`,
  ];
  const findingsWords = `Findings: ${parts.join(', ')}.`;
  if (exitCode === 1) {
    const codes = someOf(counted.map(({ code }) => code));
    return `${findingsWords} ${counted.length === 1 ? 'One counts' : `${formatCount(counted.length)} count`}: ${codes}.`;
  }
  if (exitCode === 3) return `${findingsWords} The later run did not examine everything.`;
  return `${findingsWords} Nothing that counts is new or worse.`;
}

function versionBlock({ before, after }: DiffReport): Block {
  const row = (name: string, read: (side: DiffSide) => string) => {
    const [then, now] = [read(before), read(after)];
    return [name, then, now, then === now ? 'same' : 'changed'];
  };
  return {
    title: 'Versions and storage',
    rows: [
      ['', 'before', 'after', ''],
      row('Swift', ({ swift }) => swift),
      row('Tiller', ({ tiller }) => tiller ?? 'unknown'),
      row('revisions', ({ revisions }) =>
        revisions === null ? 'unknown' : formatCount(revisions),
      ),
      row('size', ({ bytes }) => (bytes === null ? 'unknown' : formatSize(bytes))),
    ],
    items: [],
  };
}

function findingBlock({ findings }: DiffReport): Block {
  const items = findings
    .filter(({ kind }) => kind !== 'same')
    .map((finding) => ({ label: finding.kind, text: findingWords(finding) }));
  const same = findings.filter(({ kind }) => kind === 'same').map(({ code }) => code);
  return {
    title: 'Findings',
    items: [
      ...items,
      ...(same.length > 0 ? [{ label: 'same', text: same.join(', ') }] : []),
      ...(findings.length === 0 ? [{ label: '', text: 'none, before and after' }] : []),
    ],
  };
}

function findingWords({ kind, code, before, after, beforeUnknown }: FindingChange): string {
  const was = before === null ? '' : ` (it was: ${before})`;
  switch (kind) {
    case 'new':
    case 'same': {
      const unseen = beforeUnknown ? ' (the earlier run does not show whether it was there)' : '';
      return `${code}: ${after ?? ''}${unseen}`;
    }
    case 'worse':
    case 'better':
      return `${code}: ${after ?? ''}${was}`;
    case 'gone':
      return `${code}: ${before ?? ''}`;
    case 'unknown':
      return `${code}: the later run does not show whether it is gone${was}`;
  }
}

function headroomBlock({ headroom }: DiffReport): Block {
  const free = (row: Headroom | null) => {
    if (!row) return '-';
    const { what, used, limit } = row;
    return used > limit
      ? `over by ${amountWords(what, used - limit)}`
      : `${freePercent(row)} of ${amountWords(what, limit)}`;
  };
  return {
    title: 'Free of each limit',
    ...(headroom.length > 0 && {
      rows: [
        ['limit', 'before', 'after'],
        ...headroom.map(({ what, before, after }) => [
          LIMIT_NAMES[what],
          free(before),
          free(after),
        ]),
      ],
    }),
    items: headroom.length === 0 ? [{ label: '', text: 'not known in either run' }] : [],
  };
}

/** More are in the JSON. */
const MOST_NAMED = 20;

function releaseBlock({ releases, releasesUnknown }: DiffReport): Block {
  const title = 'Releases';
  if (releasesUnknown !== null) return { title, items: [{ label: '?', text: releasesUnknown }] };
  const rest = releases.length - MOST_NAMED;
  const items: Item[] = [
    ...releaseItems(releases),
    ...(rest > 0 ? [{ label: '', text: `The JSON has ${formatCount(rest)} more.` }] : []),
    ...(releases.length === 0 ? [{ label: '', text: 'the same, with the same sizes' }] : []),
  ];
  return { title, items };
}

function releaseItems(releases: readonly ReleaseChange[]): Item[] {
  return releases
    .slice(0, MOST_NAMED)
    .map((release) => ({ label: release.kind, text: releaseWords(release) }));
}

function releaseWords(release: ReleaseChange): string {
  const { name, namespace, before, after } = release;
  const place = `${shownName(name)} (namespace ${shownName(namespace)})`;
  const size = after ?? before;
  if (!size) return place;
  const held = `${plural(size.revisions, 'revision')}, ${formatSize(size.bytes)}`;
  if (!before || !after) return `${place}: ${held}`;
  const more = grownBy(release);
  const revisions =
    before.revisions === after.revisions
      ? held
      : `${formatCount(before.revisions)} to ${plural(after.revisions, 'revision')}, ${formatSize(after.bytes)}`;
  return `${place}: ${revisions}, ${more < 0 ? '-' : '+'}${formatSize(Math.abs(more))}, newest revision ${after.newest}`;
}
