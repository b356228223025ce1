// What the answer to a dry run has to hold before it counts: the release of that name, with all NOTES.
import { formatCount } from '../util/bytes.js';
import {
  NotAsked,
  fieldsOnce,
  nounOf,
  walkJson,
  type JsonNode,
  type JsonPath,
} from '../net/json-walk.js';

/** NOTES are this character, as often as they are to have bytes: JSON writes it as it is. */
const CHARACTER = 'x';
const OTHER = new RegExp(`[^${CHARACTER}]`);

/** The NOTES of the dry run, as a template: the request stays small. */
export function notesTemplate(sizeBytes: number): string {
  return `{{ repeat ${sizeBytes} "${CHARACTER}" }}`;
}

export interface Asked {
  readonly name: string;
  readonly sizeBytes: number;
}

/** What of the release came. */
export interface Rendered {
  readonly name: string;
  readonly notes: string;
}

/** What came in place of the whole release, as a noun; `null` where all of it came. */
export function lacking(rendered: Rendered | null, asked: Asked): string | null {
  if (!rendered) return 'no release';
  const { name, notes } = rendered;
  if (name === '') return 'a release without a name';
  if (name !== asked.name) return 'a release of another name';
  if (notes === '') return 'the release without its NOTES';
  // One byte a character, where all of them are as they should be.
  if (OTHER.test(notes)) return 'the release with NOTES that differ from those of its chart';
  return notes.length === asked.sizeBytes
    ? null
    : `the release with ${formatCount(notes.length)} of the ${formatCount(asked.sizeBytes)} bytes of its NOTES`;
}

/** Reads Swift's answer, `{"release":{...}}`. @throws NotAsked where the release is not whole */
export async function readRendered(body: AsyncIterable<Uint8Array>, asked: Asked): Promise<void> {
  const rendered = { name: '', notes: '' };
  const onTop = fieldsOnce(['release']);
  const onRelease = fieldsOnce(Object.keys(PLACES));
  let fields = 0;
  await walkJson(body, (path, node) => {
    if (path.length === 1) {
      onTop(`${path[0] ?? ''}`);
      fields += 1;
    }
    if (path.length > DEEPEST_PLACE) return;
    const place = path.join('\n');
    const wanted = PLACES[place];
    if (wanted === undefined) return;
    onRelease(place);
    if (wanted !== 'object') rendered[wanted] = textOf(node, path);
    else if (node.kind !== 'object') throw wrong(typed(node, path));
  });
  const what = fields === 0 ? 'an empty object' : lacking(rendered, asked);
  if (what !== null) throw wrong(what);
}

/** Where what is looked at stands; all else is passed by. */
const PLACES: Readonly<Record<string, 'object' | keyof Rendered>> = {
  '': 'object',
  release: 'object',
  'release\nname': 'name',
  'release\ninfo': 'object',
  'release\ninfo\nstatus': 'object',
  'release\ninfo\nstatus\nnotes': 'notes',
};
const DEEPEST_PLACE = 4;

function textOf(node: JsonNode, path: JsonPath): string {
  if (node.kind === 'scalar' && typeof node.value === 'string') return node.value;
  throw wrong(typed(node, path));
}

/** The path is one of ours, so that nothing of the body is repeated. */
function typed(node: JsonNode, path: JsonPath): string {
  return path.length === 0
    ? nounOf(node)
    : `an object whose field "${path.join('.')}" is ${nounOf(node)}`;
}

function wrong(what: string): NotAsked {
  return new NotAsked('wrong-answer', what);
}
