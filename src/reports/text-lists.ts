// The lists and the payload, before anything is judged.
import type { Observation } from '../evidence/observation.js';
import type {
  DirectList,
  Evidence,
  FullList,
  InstallPayload,
  SwiftList,
} from '../evidence/types.js';
import { answered } from '../checks/shared/words.js';
import { distinctCount } from '../evidence/identity.js';
import { formatCount, formatDuration, formatExactSize, formatSize, plural } from '../util/bytes.js';
import { largestOf } from '../util/largest.js';
import { joined, shorten, visible, type Safe } from '../util/safe-text.js';
import { nothingStored } from './calls.js';
import { labelled, table } from './layout.js';
import type { Paint } from './paint.js';

const MARGIN = 10;

/** The two lists side by side. Empty if no list was asked for. */
export function listLines(
  { tiller, swift }: Evidence,
  verbose: boolean,
  width: number,
  ink: Paint,
): Safe[] {
  if (!tiller.list || !swift.list) return [];
  if (!wasMade(tiller.list) && !wasMade(swift.list)) return [];
  const direct = directColumn(tiller.list);
  const proxied = swiftColumn(swift.list);
  const rows = verbose
    ? (['answer', 'revisions', 'messages', 'largest', 'time'] as const)
    : (['answer', 'revisions', 'largest'] as const);
  const [head = '', ...lines] = table([
    ['', 'from Tiller (gRPC)', 'through Swift (REST)'],
    ...rows.map((row) => [row, direct[row], proxied[row]]),
  ]);
  return [
    joined([ink.strong('Lists'), visible(head.slice('Lists'.length))]),
    ...lines,
    ...(tiller.fullList ? labelled('', fullListWords(tiller.fullList), 2, width) : []),
  ];
}

/** How the revisions came that the plain list lacks. */
function fullListWords(list: Observation<FullList>): string {
  if (!list.ok) {
    return `All revisions: unknown, because a further list of Tiller failed: ${failureWord(list)}`;
  }
  const { releases, total, parts } = list.value;
  const calls = plural(parts.length, 'more list');
  const bytes = parts
    .flatMap(({ messages }) => messages)
    .reduce((sum, each) => sum + each.bytes, 0);
  return `All revisions: ${formatCount(releases.length)} of ${formatCount(total)}, asked of Tiller directly in ${calls}: ${formatSize(bytes)}`;
}

function wasMade(list: Observation<unknown>): boolean {
  return list.ok || list.failure.kind !== 'not-attempted';
}

interface Column {
  readonly answer: string;
  readonly revisions: string;
  readonly messages: string;
  readonly largest: string;
  readonly time: string;
}

function directColumn(list: Observation<DirectList>): Column {
  const value = list.ok ? list.value : list.partial;
  const sizes = value?.messages.map((message) => message.bytes) ?? [];
  return {
    answer: list.ok ? 'ok' : failureWord(list),
    revisions: value ? revisionWords(value) : '-',
    messages: value ? formatCount(sizes.length) : '-',
    largest: sizes.length > 0 ? plural(largestOf(sizes), 'byte') : '-',
    time: formatDuration(list.ms),
  };
}

/** A list can hold one revision twice. */
function revisionWords({ releases, total, count }: DirectList): string {
  const different = distinctCount(releases);
  const twice = different < releases.length ? ` (${formatCount(different)} different)` : '';
  const more = total > count ? ` of ${formatCount(total)}` : '';
  return formatCount(releases.length) + twice + more;
}

function swiftColumn(list: Observation<SwiftList>): Column {
  return {
    answer: list.ok ? 'ok' : failureWord(list),
    revisions: list.ok ? formatCount(list.value.releases.length) : '-',
    messages: '-',
    largest: list.ok && list.http ? `${plural(list.http.bodyBytes, 'byte')} of JSON` : '-',
    time: formatDuration(list.ms),
  };
}

function failureWord(list: Observation<unknown>): string {
  if (list.ok) return 'ok';
  const { httpStatus, grpcCode, kind } = list.failure;
  const codes = [
    httpStatus === undefined ? '' : `HTTP ${httpStatus}`,
    grpcCode === undefined ? '' : `gRPC code ${grpcCode}`,
  ].filter((code) => code !== '');
  return codes.length > 0
    ? codes.join(', ')
    : kind === 'not-attempted'
      ? 'not asked'
      : kind.replace(/-/g, ' ');
}

/** What `--size` did. */
export function payloadLines({ payload }: Evidence, width: number): Safe[] {
  switch (payload?.kind) {
    case undefined:
      return [];
    case 'lab':
      return labelled(
        'Payload',
        `the lab's release ${payload.releaseName} holds a chart file of ${formatExactSize(payload.sizeBytes)}`,
        MARGIN,
        width,
      );
    case 'dry-run':
      return [
        ...labelled(
          'Payload',
          `a dry run that renders ${formatExactSize(payload.sizeBytes)} of NOTES; nothing is stored`,
          MARGIN,
          width,
        ),
        ...labelled('', `direct: ${answerWord(payload.direct, 'message')}`, MARGIN, width),
        ...labelled('', `through Swift: ${answerWord(payload.viaSwift, 'JSON')}`, MARGIN, width),
      ];
    case 'install':
      return [
        ...labelled(
          'Payload',
          `release ${payload.releaseName} with a chart file of ${formatExactSize(payload.sizeBytes)}`,
          MARGIN,
          width,
        ),
        ...labelled('', `installed: ${stepWord(payload.installed)}`, MARGIN, width),
        ...whileStoredLines(payload, width),
        ...labelled('', `purged: ${purgeWord(payload)}`, MARGIN, width),
      ];
  }
}

function whileStoredLines({ whileStored }: InstallPayload, width: number): Safe[] {
  if (!whileStored) return [];
  const { tiller, swift } = whileStored;
  const { answer, largest } = directColumn(tiller);
  const size = largest === '-' ? '' : `, largest message ${largest}`;
  return [
    ...labelled('', `list while stored, direct: ${answer}${size}`, MARGIN, width),
    ...labelled(
      '',
      `list while stored, through Swift: ${swiftColumn(swift).answer}`,
      MARGIN,
      width,
    ),
  ];
}

function purgeWord(payload: InstallPayload): string {
  return payload.purged.ok && nothingStored(payload)
    ? 'the release is not stored'
    : stepWord(payload.purged);
}

function answerWord(answer: Observation<{ bytes: number }>, what: string): string {
  return answer.ok
    ? `ok, ${formatExactSize(answer.value.bytes)} of ${what}, ${formatDuration(answer.ms)}`
    : stepWord(answer);
}

function stepWord(step: Observation<unknown>): string {
  if (step.ok) return `ok, ${formatDuration(step.ms)}`;
  const { httpStatus, grpcCode, kind, message } = step.failure;
  return httpStatus === undefined && grpcCode === undefined
    ? `${kind.replace(/-/g, ' ')}: ${shorten(visible(message), 200)}`
    : answered(step.failure);
}
