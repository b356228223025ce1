// The built-in tables, for people and for programs.
import { DOCUMENTED_PAIRS, documentedPair, isDocumented } from '../knowledge/pairs.js';
import { SWIFT_QUIRKS, TILLER_QUIRKS, quirksOf, type Quirk } from '../knowledge/quirks.js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { describeRuns } from '../knowledge/describe.js';
import { formatSize } from '../util/bytes.js';
import { safe, type Safe } from '../util/safe-text.js';
import { indented, table, textOf, wrap, WIDTH } from './layout.js';

export interface Matrix {
  readonly swift: readonly SwiftRelease[];
  readonly tiller: readonly TillerRelease[];
}

const PAIR_HEAD = ['Swift', 'Tiller'];
const SWIFT_HEAD = [
  'Swift',
  'documented',
  'Helm',
  'from Tiller',
  'in gateway',
  'reads',
  'empty list',
];
const TILLER_HEAD = ['Tiller', 'receives', 'sends', 'list', 'without limit=', 'chunks'];

const NOTES = [
  "documented: the Tiller of Swift's compatibility table. Helm: the library that Swift was built with. from Tiller: the largest message that Swift accepts from Tiller. in gateway: the largest message that Swift's HTTP gateway accepts from Swift's own server. reads: which messages of a list in several messages. empty list: the HTTP status and the gRPC code if Tiller sends no message.",
  'without limit=: the most revisions in a list without a limit. chunks "overwritten": a list above 20 MiB is wrong, without an error.',
];

export function matrixText(matrix: Matrix): Safe {
  const blocks = [
    [safe`Swift's compatibility table`, ...table([PAIR_HEAD, ...pairRows(matrix)])],
    [safe`Swift`, ...table([SWIFT_HEAD, ...matrix.swift.map(swiftRow)], 2, 2)],
    [safe`Tiller`, ...table([TILLER_HEAD, ...matrix.tiller.map(tillerRow)], 2, 2)],
    NOTES.flatMap((note) => wrap(note, WIDTH)),
    quirkLines(matrix),
    verdictOfOne(matrix),
  ];
  return textOf(blocks);
}

export function matrixMarkdown(matrix: Matrix): string {
  const part = (title: string, rows: readonly (readonly string[])[]) =>
    `## ${title}\n\n${rows
      .flatMap((row, index) => [
        `| ${row.join(' | ')} |`,
        ...(index === 0 ? [`| ${row.map(() => '---').join(' | ')} |`] : []),
      ])
      .join('\n')}\n`;
  return [
    part('Documented pairs', [PAIR_HEAD, ...pairRows(matrix)]),
    part('Swift', [SWIFT_HEAD, ...matrix.swift.map(swiftRow)]),
    part('Tiller', [TILLER_HEAD, ...matrix.tiller.map(tillerRow)]),
    part('Quirks', [['versions', 'what they do'], ...quirkRows(matrix)]),
    `${NOTES.join('\n')}\n`,
  ].join('\n');
}

/** `{ schemaVersion, pairs, swift, tiller }`; limits in bytes, `null` is "no limit". */
export function matrixJson(matrix: Matrix): string {
  const whole = {
    schemaVersion: 1,
    pairs: pairsOf(matrix),
    swift: matrix.swift.map((each) => ({ ...each, quirks: quirksOf(each, SWIFT_QUIRKS) })),
    tiller: matrix.tiller.map((each) => ({ ...each, quirks: quirksOf(each, TILLER_QUIRKS) })),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** Each quirk with the releases that have it, of those that are shown. */
function quirkRows({ swift, tiller }: Matrix): string[][] {
  return [...rowsOf('Swift', swift, SWIFT_QUIRKS), ...rowsOf('Tiller', tiller, TILLER_QUIRKS)];
}

function rowsOf<R extends { readonly version: string }>(
  program: string,
  releases: readonly R[],
  quirks: readonly Quirk<R>[],
): string[][] {
  return quirks.flatMap(({ says, applies }) => {
    const having = releases.filter(applies).map(({ version }) => version);
    return having.length === 0 ? [] : [[`${program} ${describeRuns(releases, having)}`, says]];
  });
}

function quirkLines(matrix: Matrix): Safe[] {
  const rows = quirkRows(matrix);
  if (rows.length === 0) return [];
  return [
    safe`Quirks`,
    ...rows.flatMap(([releases = '', says = '']) =>
      wrap(`${releases} ${says}`, WIDTH - 4).map((line, at) => indented(line, at === 0 ? 2 : 4)),
    ),
  ];
}

function pairsOf({ swift }: Matrix) {
  const shown = new Set(swift.map((release) => documentedPair(release)?.swift));
  return DOCUMENTED_PAIRS.filter((pair) => shown.has(pair.swift));
}

function pairRows(matrix: Matrix): string[][] {
  return pairsOf(matrix).map((pair) => [pair.swift, pair.tiller]);
}

function swiftRow(release: SwiftRelease): string[] {
  const { emptyStream } = release;
  return [
    release.version,
    documentedPair(release)?.tiller ?? '-',
    release.helmLibrary,
    limit(release.tillerReceiveLimitBytes),
    limit(release.gatewayReceiveLimitBytes),
    release.readsWholeListStream ? 'all' : 'the first',
    `${emptyStream.httpStatus}, code ${emptyStream.grpcCode}`,
  ];
}

function tillerRow(release: TillerRelease): string[] {
  return [
    release.version,
    limit(release.receiveLimitBytes),
    limit(release.sendLimitBytes),
    release.listDelivery,
    String(release.defaultListLimit),
    release.listDelivery === 'one message'
      ? '-'
      : release.chunkBufferReuse
        ? 'overwritten'
        : 'right',
  ];
}

function limit(bytes: number | null): string {
  return bytes === null ? 'no limit' : formatSize(bytes);
}

/** One sentence where the matrix is narrowed to a single pair. */
function verdictOfOne({ swift, tiller }: Matrix): Safe[] {
  const [one, ...others] = swift;
  const [other, ...rest] = tiller;
  if (!one || !other || others.length + rest.length > 0) return [];
  const documented = isDocumented(one, other.version);
  const named = documentedPair(one)?.tiller;
  switch (documented) {
    case 'exact':
      return [safe`Swift ${one.version} is documented for Tiller ${other.version}.`];
    case 'line':
      return wrap(
        `Swift ${one.version} is documented for Tiller ${String(named)}; ${other.version} is another patch version of that line.`,
        WIDTH,
      );
    case 'no':
      return wrap(
        `Swift ${one.version} is documented for Tiller ${String(named)}, not for ${other.version}.`,
        WIDTH,
      );
    case 'silent':
      return [safe`Swift's compatibility table does not list Swift ${one.version}.`];
  }
}
