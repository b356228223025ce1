// A stored revision rebuilt from its measured sizes: the same name, namespace, revision, status and time, and
// filling in place of the content. Every message that holds it has exactly the size of the real one, because
// the whole, the summary, the info and each part have theirs.
import { RELEASE_STATUSES, type MeasuredRelease } from '../evidence/types.js';
import { lengthDelimitedBytes } from '../util/protobuf-size.js';
import { UsageError } from '../util/usage-error.js';
import { encode } from '../wire/encode.js';
import { frame } from '../wire/fields.js';
import { measureRelease } from '../wire/measure.js';
import type { DataSet } from './data-set.js';
import { fromEncoded, type StoredRelease } from './stored-release.js';

/** The lab keeps its releases in memory. */
const MOST_BYTES = 1024 * 1024 * 1024;

/**
 * A Tiller's storage with the sizes that a run measured.
 * @param name of the set, for reports
 * @throws UsageError where the sizes are those of no release, or more than the lab holds
 */
export function twinDataSet(name: string, releases: readonly MeasuredRelease[]): DataSet {
  const bytes = releases.reduce((sum, release) => sum + release.bytes, 0);
  if (bytes > MOST_BYTES) {
    throw new UsageError(
      `${name} holds releases of ${bytes.toLocaleString('en-US')} bytes together; the lab keeps at most 1,024 MiB in memory.`,
    );
  }
  const stored = releases.map(twinRelease);
  const keys = new Set(stored.map((release) => `${release.name}.v${release.revision}`));
  if (keys.size < stored.length) {
    throw new UsageError(
      `${name} holds one revision of a release twice, and Tiller stores a revision once.`,
    );
  }
  return { name, releases: stored };
}

/** @throws UsageError where the sizes are those of no release */
export function twinRelease(measured: MeasuredRelease): StoredRelease {
  for (const present of presences(measured)) {
    const encoded = build(measured, present);
    if (encoded && isTwin(measureRelease(encoded), measured)) return fromEncoded(encoded);
  }
  throw new UsageError(
    `revision ${measured.revision} of ${measured.name} has sizes that no encoded release has.`,
  );
}

function isTwin(made: MeasuredRelease, { lastDeployedSeconds, ...measured }: MeasuredRelease) {
  const { lastDeployedSeconds: seconds, ...rest } = made;
  return (
    (lastDeployedSeconds === undefined || seconds === lastDeployedSeconds) &&
    Object.entries(measured).every(
      ([key, value]) => JSON.stringify(rest[key as keyof typeof rest]) === JSON.stringify(value),
    )
  );
}

/** Which empty messages are present; the sizes show only the number of empty messages. */
interface Presence {
  readonly config: boolean;
  readonly info: boolean;
  readonly metadata: boolean;
}

function presences({ parts, infoBytes }: MeasuredRelease): Presence[] {
  const options = (bytes: number) => (bytes > 0 ? [true] : [false, true]);
  return options(parts.chartMetadataBytes).flatMap((metadata) =>
    options(infoBytes).flatMap((info) =>
      options(parts.configBytes).map((config) => ({ config, info, metadata })),
    ),
  );
}

/** Hooks are sized together, and how many there are shows in the whole alone: more are tried, up to so many bytes of framing. */
const MOST_HOOK_FRAMING = 16;

function build(measured: MeasuredRelease, present: Presence): Buffer | null {
  const { parts } = measured;
  const info = present.info ? infoOf(measured) : [];
  const config = filling(1, parts.configBytes);
  if (!info || !config) return null;
  const name = encode('hapi.release.Release', { name: measured.name });
  const tail = encode('hapi.release.Release', {
    version: measured.revision,
    namespace: measured.namespace,
  });
  const infoField = present.info ? field(2, info) : [];
  const configField = present.config ? field(4, config) : [];
  const manifest = parts.manifestBytes === 0 ? [] : field(5, [manifestOf(measured)]);
  for (let framing = 0; framing <= MOST_HOOK_FRAMING; framing += 1) {
    const hooks = elements(6, parts.hooksBytes, framing, (bytes) => filling(4, bytes));
    if (!hooks) continue;
    const others = [name, ...infoField, ...configField, ...manifest, ...hooks, tail];
    const chart = chartField(parts, present, measured.bytes - bytesOf(others));
    if (!chart) continue;
    return Buffer.concat([
      name,
      ...infoField,
      ...chart,
      ...configField,
      ...manifest,
      ...hooks,
      tail,
    ]);
  }
  return null;
}

type Bytes = readonly Buffer[];

/** hapi.release.Info. What is not its status, NOTES and time goes to the description. */
function infoOf({ status, infoBytes, parts, lastDeployedSeconds }: MeasuredRelease): Bytes | null {
  const known: readonly string[] = RELEASE_STATUSES;
  const code = known.includes(status) ? known.indexOf(status) : Number(status);
  const notes = parts.notesBytes === 0 ? [] : field(4, [text(parts.notesBytes)]);
  const inStatus = [encode('hapi.release.Status', { code }), ...notes];
  const fixed = [
    ...(bytesOf(inStatus) === 0 ? [] : field(1, inStatus)),
    ...(lastDeployedSeconds === undefined
      ? []
      : field(3, [encode('google.protobuf.Timestamp', { seconds: lastDeployedSeconds })])),
  ];
  const rest = filling(5, infoBytes - bytesOf(fixed));
  return rest && [...fixed, ...rest];
}

/** The field of the chart in so many bytes, tag and length included; nothing if there are none. */
function chartField(
  parts: MeasuredRelease['parts'],
  present: Presence,
  wanted: number,
): Bytes | null {
  const metadata = present.metadata ? metadataOf(parts.chartMetadataBytes) : [];
  const values = filling(1, parts.chartValuesBytes);
  if (!metadata || !values) return null;
  const metadataField = present.metadata ? field(1, metadata) : [];
  const valuesField = parts.chartValuesBytes === 0 ? [] : field(4, values);
  const lists = [
    { id: 2, bytes: parts.chartTemplatesBytes, fill: dataOf },
    { id: 3, bytes: parts.chartDependenciesBytes, fill: dependencyOf },
    { id: 5, bytes: parts.chartFilesBytes, fill: dataOf },
  ];
  const fixed = [...metadataField, ...valuesField];
  const least = lists.reduce(
    (sum, { bytes }) => sum + (bytes === 0 ? 0 : lengthDelimitedBytes(bytes)),
    bytesOf(fixed),
  );
  if (wanted === 0) return least === 0 ? [] : null;
  const payload = payloadOf(wanted);
  if (payload === null) return null;
  // The framing of more elements: of one list an odd part, else an even one.
  for (const { id: chosen } of lists) {
    const made = lists.map(({ id, bytes, fill }) =>
      elements(id, bytes, id === chosen ? payload - least : 0, fill),
    );
    const whole = made.filter((one) => one !== null);
    if (whole.length < made.length) continue;
    const [templates = [], dependencies = [], files = []] = whole;
    return field(3, [...metadataField, ...templates, ...dependencies, ...valuesField, ...files]);
  }
  return null;
}

const dataOf = (bytes: number) => filling(2, bytes);

/** A chart within a chart: its metadata. */
function dependencyOf(bytes: number): Bytes | null {
  if (bytes === 0) return [];
  const metadata = payloadOf(bytes);
  if (metadata === null) {
    const shorter = dependencyOf(bytes - 2);
    return shorter && [frame(1, 0), ...shorter];
  }
  const inner = filling(5, metadata);
  return inner && field(1, inner);
}

const CHART_NAME = encode('hapi.chart.Metadata', { name: 'twin' });

function metadataOf(bytes: number): Bytes | null {
  const described = bytes < CHART_NAME.length ? null : filling(5, bytes - CHART_NAME.length);
  return described ? [CHART_NAME, ...described] : filling(5, bytes);
}

/** An object where it fits, so that the status of the release can be asked for. */
function manifestOf({ name, parts: { manifestBytes } }: MeasuredRelease): Buffer {
  const object = `---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}-twin\n`;
  const head = Buffer.from(object);
  if (head.length > manifestBytes) return text(manifestBytes);
  return Buffer.concat([head, text(manifestBytes - head.length)]);
}

/** A text that is a comment in YAML. */
function text(bytes: number): Buffer {
  return Buffer.alloc(bytes, '#');
}

function bytesOf(parts: Bytes): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

function field(id: number, value: Bytes): Buffer[] {
  return [frame(id, bytesOf(value)), ...value];
}

/** The length that, with tag and length before it, takes so many bytes; `null` if none does. */
function payloadOf(bytes: number): number | null {
  for (const payload of [bytes - 2, bytes - 3, bytes - 4, bytes - 5]) {
    if (payload >= 0 && lengthDelimitedBytes(payload) === bytes) return payload;
  }
  return null;
}

/**
 * A message of so many bytes: its text field `id`, twice if no length of one gives that size (the last one
 * counts). `null`: no message has one byte, or fewer than none.
 */
function filling(id: number, bytes: number): Bytes | null {
  if (bytes === 0) return [];
  if (bytes < 2) return null;
  const payload = payloadOf(bytes);
  if (payload !== null) return [frame(id, payload), text(payload)];
  const shorter = filling(id, bytes - 2);
  return shorter && [frame(id, 0), ...shorter];
}

/** A repeated field `id` whose elements take `sum` bytes, with `framing` bytes more than one element has. */
function elements(
  id: number,
  sum: number,
  framing: number,
  fill: (bytes: number) => Bytes | null,
): Buffer[] | null {
  const sizes = framing < 0 ? null : elementSizes(sum, framing);
  const filled = sizes?.map(fill);
  if (!filled) return null;
  const whole = filled.filter((one) => one !== null);
  return whole.length < filled.length ? null : whole.flatMap((element) => field(id, element));
}

/** Sizes around which a length takes one byte more. */
const CUTS = [2, 126, 127, 128, 16_382, 16_383, 16_384, 2_097_150, 2_097_151, 2_097_152];

/** An empty element frames two bytes. An odd number takes elements whose lengths are shorter than that of all. */
function elementSizes(sum: number, framing: number): number[] | null {
  const one = sum === 0 ? [] : [sum];
  const odd = framing % 2 === 1;
  const tries = odd ? cuts(sum) : [one];
  for (const sizes of tries) {
    const more = framingOf(sizes) - framingOf(one);
    const rest = framing - more;
    if (rest >= 0 && rest % 2 === 0) return [...sizes, ...Array<number>(rest / 2).fill(0)];
  }
  return null;
}

/** Two or three elements that together take `sum` bytes. None has 1 or 3 bytes, as no chart has. */
function cuts(sum: number): number[][] {
  const two = CUTS.map((cut) => [cut, sum - cut]);
  const three = CUTS.flatMap((cut) => CUTS.map((other) => [cut, other, sum - cut - other]));
  return [...two, ...three].filter((sizes) => sizes.every((size) => size === 2 || size > 3));
}

function framingOf(sizes: readonly number[]): number {
  return sizes.reduce((bytes, size) => bytes + lengthDelimitedBytes(size) - size, 0);
}
