// Reads a list of Swift as it streams in. Only names, namespaces, revisions and statuses are kept.
import { MOST_ENTRIES, RELEASE_STATUSES, type ReleaseIdentity } from '../evidence/types.js';
import { plural } from '../util/bytes.js';
import {
  NotAsked,
  fieldsOnce,
  nounOf,
  walkJson,
  type JsonNode,
  type JsonPath,
} from '../net/json-walk.js';

export class TooManyEntries extends Error {}

/**
 * The releases of `{"releases":[...]}` or `{}`, which is how an empty list looks.
 * @throws NotAsked for anything else, TooManyEntries
 * @param onChunk receives how many have been read, after each part of the body
 */
export async function readReleases(
  body: AsyncIterable<Uint8Array>,
  onChunk: (releases: number) => void,
): Promise<ReleaseIdentity[]> {
  const releases: Draft[] = [];
  const onTop = fieldsOnce(LIST_FIELDS);
  const seen = new Set<string>();
  const said = new Map<string, JsonNode>();
  let [empty, listed] = [true, false];
  const visit = (path: JsonPath, node: JsonNode) => {
    const field = `${path[0] ?? ''}`;
    switch (path.length) {
      case 0:
        if (node.kind !== 'object') throw wrong(nounOf(node));
        break;
      case 1:
        onTop(field);
        empty = false;
        listed ||= field === 'releases';
        if (field === 'releases' && node.kind !== 'array') {
          throw wrong(`an object whose field "releases" is ${nounOf(node)}`);
        }
        if (field !== 'releases') said.set(field, node);
        break;
      case 2:
        if (field !== 'releases') break;
        if (node.kind !== 'object') throw wrong(`a list with ${nounOf(node)} in it`);
        if (releases.length === MOST_ENTRIES) throw new TooManyEntries();
        releases.push({ name: '', namespace: '', revision: 0, status: 'UNKNOWN' });
        seen.clear();
        break;
      default:
        if (field === 'releases') take(releases.at(-1), path, node, seen);
    }
  };
  await walkJson(body, visit, () => onChunk(releases.length));
  if (!empty && !listed) throw wrong('an object without the field "releases"');
  if (releases.some(({ name }) => name === '')) throw wrong('a list with a release without a name');
  for (const [field, node] of said) {
    if (!isTrueOf(releases.length, field, node)) {
      throw wrong(
        `a list of ${plural(releases.length, 'entry', 'entries')} whose own "${field}" says otherwise`,
      );
    }
  }
  return releases;
}

/** Whether what a list says of itself holds. In JSON of protobuf an int64 is a text, and null is not set. */
function isTrueOf(entries: number, field: string, node: JsonNode): boolean {
  if (node.kind !== 'scalar') return false;
  if (node.value === null) return true;
  return field === 'next' ? node.value === '' : String(node.value) === String(entries);
}

/** The fields of Swift's message; its releases fill the last one alone. */
const LIST_FIELDS = ['count', 'next', 'total', 'releases'];

type Draft = { -readonly [K in keyof ReleaseIdentity]: ReleaseIdentity[K] };

/** Takes over what is at `path`, below `releases` and the place of the release; most of it is passed by. */
function take(release: Draft | undefined, path: JsonPath, node: JsonNode, seen: Set<string>): void {
  // No field of interest lies deeper, and a release has many that do.
  if (!release || path.length > 5) return;
  const place = path.slice(2).join('\n');
  const reader = READERS.get(place);
  if (!reader) return;
  if (seen.has(place)) throw wrong('a list with a release with the same field twice');
  seen.add(place);
  // In JSON of protobuf null stands for a field that is not set.
  if (node.kind === 'scalar' && node.value === null) return;
  if (!reader(release, node)) throw wrong('a list with a release with fields of other types');
}

type Reader = (release: Draft, node: JsonNode) => boolean;

/** By the place in a release: the other side names fields, also as an object of JavaScript does. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['name', (release, node) => textOf(node, (text) => (release.name = text))],
  ['namespace', (release, node) => textOf(node, (text) => (release.namespace = text))],
  ['version', readRevision],
  ['info', isParent],
  ['info\nstatus', isParent],
  ['info\nstatus\ncode', readStatus],
]);

function isParent(_release: Draft, node: JsonNode): boolean {
  return node.kind === 'object';
}

function readRevision(release: Draft, node: JsonNode): boolean {
  if (node.kind !== 'scalar' || !isCount(node.value)) return false;
  release.revision = node.value;
  return true;
}

/** The gateway leaves default values out: no code is UNKNOWN. */
function readStatus(release: Draft, node: JsonNode): boolean {
  // A gateway writes the number of a status that it does not know.
  if (node.kind === 'scalar' && isCount(node.value)) {
    release.status = `${node.value}`;
    return true;
  }
  const code = node.kind === 'scalar' && RELEASE_STATUSES.find((name) => name === node.value);
  if (code) release.status = code;
  return Boolean(code);
}

function textOf(node: JsonNode, set: (text: string) => void): boolean {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return false;
  set(node.value);
  return true;
}

const LARGEST_INT32 = 2 ** 31 - 1;

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= LARGEST_INT32;
}

function wrong(what: string): NotAsked {
  return new NotAsked('wrong-answer', what);
}
