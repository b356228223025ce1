// A user's own data set. Releases are described by what makes them large; the rest is filled in:
//
//   releases:
//     - name: harbor
//       namespace: default   # optional, as is everything below
//       revision: 1
//       status: DEPLOYED
//       files: [4M, 512K]    # sizes of the files in the chart
//       notes: 10K           # size of the NOTES
//       values: 2K           # size of the values
import { parse, YAMLParseError } from 'yaml';
import { RELEASE_STATUSES } from '../evidence/types.js';
import { parseSize, SIZE_FORMS } from '../util/bytes.js';
import { fileProblem } from '../util/file-words.js';
import { DATA_FILE_BYTES, readTextUpTo } from '../util/read-file.js';
import { UsageError } from '../util/usage-error.js';
import { PLAIN_YAML } from '../util/yaml-plain.js';
import type { MessageObject } from '../wire/encode.js';
import { isObject } from '../util/json.js';

const KEYS = ['name', 'namespace', 'revision', 'status', 'files', 'notes', 'values'];

/** The lab keeps its releases in memory. */
const LARGEST_PART = 256 * 1024 * 1024;
/** All parts of all releases. */
const MOST_BYTES = 1024 * 1024 * 1024;

/** An int32. */
const MOST_REVISION = 2 ** 31 - 1;

/** When the first release was deployed; each further one a minute later. */
const FIRST_DEPLOYED = Date.UTC(2019, 4, 1) / 1000;

/**
 * Reads a JSON or YAML file into hapi.release.Release fields.
 * @param text what the file holds
 * @throws UsageError with the place in the file where it does not describe a data set.
 */
export function readDataFile(path: string, text = readDataText(path)): MessageObject[] {
  const releases = parseFile(path, text);
  const fail = (place: string, problem: string): never => {
    throw new UsageError(`${path}: ${place} ${problem}`);
  };
  const seen = new Set<string>();
  let all = 0;
  return releases.map((release, index) => {
    const place = `releases[${index}]`;
    if (!isObject(release)) return fail(place, 'is not a mapping.');
    const unknown = Object.keys(release).find((key) => !KEYS.includes(key));
    if (unknown) return fail(place, `has the unknown key "${unknown}"; known: ${KEYS.join(', ')}.`);
    const { name, namespace = 'default', revision = 1, status = 'DEPLOYED', files = [] } = release;
    if (typeof name !== 'string' || name === '') return fail(place, 'needs a name.');
    if (typeof namespace !== 'string') return fail(`${place}.namespace`, 'is not a string.');
    if (!Number.isInteger(revision) || Number(revision) < 1 || Number(revision) > MOST_REVISION) {
      return fail(`${place}.revision`, `is not a number from 1 to ${MOST_REVISION}.`);
    }
    if (!RELEASE_STATUSES.some((known) => known === status)) {
      return fail(`${place}.status`, `is not a status of Helm: ${RELEASE_STATUSES.join(', ')}.`);
    }
    if (!Array.isArray(files)) return fail(`${place}.files`, 'is not a list of sizes.');
    const size = (value: unknown, key: string): number => {
      const bytes = parseSize(String(value));
      if (bytes === null) return fail(`${place}.${key}`, `is not a size; sizes are ${SIZE_FORMS}.`);
      if (bytes > LARGEST_PART) return fail(`${place}.${key}`, 'is more than the lab holds: 256M.');
      all += bytes;
      if (all > MOST_BYTES)
        return fail(place, 'makes the data set larger than the lab holds: 1024M.');
      return bytes;
    };
    const identity = `${name}.v${Number(revision)}`;
    if (seen.has(identity)) return fail(place, `repeats revision ${Number(revision)} of ${name}.`);
    seen.add(identity);
    return describedRelease({
      name,
      namespace,
      revision: Number(revision),
      status: String(status),
      deployed: FIRST_DEPLOYED + 60 * index,
      files: files.map((file, at) => size(file, `files[${at}]`)),
      notes: size(release['notes'] ?? 0, 'notes'),
      values: size(release['values'] ?? 0, 'values'),
    });
  });
}

/**
 * @param what the words before the path in an error
 * @throws UsageError
 */
export function readDataText(path: string, what = 'data set'): string {
  try {
    return readTextUpTo(path, DATA_FILE_BYTES);
  } catch (error) {
    throw new UsageError(`${what} ${path}: ${fileProblem(error)}.`, { cause: error });
  }
}

function parseFile(path: string, text: string): unknown[] {
  let document: unknown;
  try {
    document = parse(text, PLAIN_YAML);
  } catch (error) {
    throw new UsageError(`data set ${path}: ${syntaxWords(error)}`, { cause: error });
  }
  const { releases, ...others } = isObject(document) ? document : {};
  if (!Array.isArray(releases)) throw new UsageError(`${path}: it has no list named "releases".`);
  const [other] = Object.keys(others);
  if (other !== undefined) {
    throw new UsageError(`${path}: it has the unknown key "${other}" beside "releases".`);
  }
  return releases;
}

function syntaxWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // The library words it as the stack that it used up.
  const isDeep = error instanceof YAMLParseError && error.code === 'RESOURCE_EXHAUSTION';
  if (isDeep || error instanceof RangeError) return 'the values are nested too deeply.';
  return error.message.split('\n')[0] ?? '';
}

interface Described {
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  readonly status: string;
  /** Seconds since 1970. */
  readonly deployed: number;
  readonly files: readonly number[];
  readonly notes: number;
  readonly values: number;
}

function describedRelease(release: Described): MessageObject {
  const { name, namespace, revision, status, deployed, files, notes, values } = release;
  const configMap = (object: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${object}\ndata:\n  a: b`;
  const time = { seconds: deployed, nanos: 0 };
  return {
    name,
    namespace,
    version: revision,
    info: {
      status: { code: status, notes: 'n'.repeat(notes) },
      first_deployed: time,
      last_deployed: time,
      Description: 'Install complete',
    },
    chart: {
      metadata: { name: 'demo', version: '1.0.0' },
      templates: [
        { name: 'templates/cm.yaml', data: Buffer.from(configMap('{{ .Release.Name }}-cm')) },
      ],
      values: {},
      files: files.map((bytes, index) => ({
        type_url: `file-${index}`,
        value: Buffer.alloc(bytes),
      })),
    },
    // A comment is YAML of any size that means nothing.
    config: { raw: '#'.repeat(values) },
    manifest: `\n---\n# Source: demo/templates/cm.yaml\n${configMap(`${name}-cm`)}`,
  };
}
