// A pasted text as it may have been written before a terminal, a log or a mail program had it.
import { stripVTControlCharacters } from 'node:util';
import { decoded, typed } from './notations.js';
import { redact } from './redact.js';

/** More than any error; less than what would make an expression slow. */
export const MOST_CHARACTERS = 64 * 1024;

/**
 * What a mail, a box, a table, curl -v, docker-compose, kubectl --prefix, stern and a CI service put before each line.
 * stern names the pod and the container; the name of a pod ends with the letters of its ReplicaSet, or with its node.
 */
const BEFORE_A_LINE =
  /^(?:(?:[a-z\d][a-z\d.-]{0,200}-[a-z\d]{5,10}-[a-z\d]{5}|([a-z][a-z\d-]{0,60})-[a-z\d.-]{1,200}(?= +\1 )) (?:› )? *[a-z\d][a-z\d-]{0,62} |##\[\w{1,20}\]|\s*(?:[>│┃║╷╵|]|<(?=\s|$)|\[pod\/[\w./-]+\]|[\w.-]{1,60}(?=\s+\|)) ?)+|(?:\s*[│┃║]|\s+\|)[\s│┃║|]*$/gu;
/** A box around a text, or the fence of Markdown. */
const ONLY_A_BOX = /^(?:`{3}\w*|~{3}\w*)?[\s╭╮╰╯┌┐└┘─━═+|│╷╵-]*$/u;

/** Where a line is an entry of its own, and not the rest of a line that a terminal wrapped. */
const NEW_ENTRY =
  /^(?:\S{0,80}\s){0,2}(?:[IWEF]\d{4} \d\d:\d\d:\d\d|\d{4}[/-]\d\d[/-]\d\d[ T]\d\d:\d\d|time="?\d{4}|level=\w+ |ts=\d{4}|\[\w+\/?\w*\] \d{4}\/|\[debug\] |panic: |goroutine \d|Error: (?!')|W?arning: |Warning {2,}|Normal {2,})|^error: /;

/** TLS of Go says "remote error: ", which a terminal can break. */
function beginsEntry(line: string, before: string): boolean {
  return NEW_ENTRY.test(line) && !(line.startsWith('error: ') && /\bremote ?$/.test(before));
}

/** A line that its writer put a time before, and that belongs to the line above. */
const CONTINUED =
  /^\d{4}-\d\d-\d\d[T ][\d:.,]{5,20}(?:Z|[+-]\d\d:?\d\d)?(?<rest>\s(?:\s+\S|Caused by: |Trying to reach: |invalid content-type: |\/[a-z]).*)$/;

/**
 * The end of the text, where a log has its latest error: without colours and credentials, each entry on one
 * line. The line breaks within an entry are taken for a space or for none, as a terminal breaks words. Each
 * form is there as it is, and with the escapes of a JSON string undone.
 */
export function formsOf(text: string): string[] {
  const plain = typed(stripVTControlCharacters(undocked(text.slice(-MOST_CHARACTERS))));
  const forms = [decoded(unescaped(plain)), decoded(plain)].flatMap((each) => {
    const entries = entriesOf(each);
    return [' ', ''].map((joint) =>
      entries.map((lines) => oneLine(lines.join(joint)).trim()).join('\n'),
    );
  });
  return [...new Set(forms.map(redact))];
}

/** As docker logs keeps a line. */
const DOCKER_LINE =
  /^\{"log":("(?:[^"\\]|\\.){0,32768}?)(?:\\r)?(?:\\n)?","stream":"std(?:out|err)".{0,2000},"time":"[^"]{10,40}"\}\r?$/gm;

/** The lines of a container as the container wrote them. */
function undocked(text: string): string {
  return text.replace(DOCKER_LINE, (whole, written: string) => {
    const line = parsed(`${written}"`);
    return line ?? whole;
  });
}

function parsed(json: string): string | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** The time that GitHub, Azure, GitLab, kubectl and docker put before each line that a program printed. */
const STAMP = /^\[?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z\]?(?: \d\d[OE][ +]?)? ?/;

/** What a CI service puts behind the time of a line that it takes for an error or a step. */
const MARK = new RegExp(`(${STAMP.source})##\\[\\w{1,20}\\]`);

/** The widths at which terminals and programs wrap lines, and how much shorter the longest line can be. */
const WIDTHS = [
  { width: 80, spare: 40 },
  { width: 100, spare: 8 },
  { width: 120, spare: 8 },
  { width: 132, spare: 8 },
] as const;

/**
 * Lines that each have a time before them are entries of their own, except where the program had wrapped its line:
 * then the next word had no more room.
 */
function unstamped(lines: readonly string[]): string[] {
  const written = lines.map((line) => line.replace(STAMP, ''));
  const longest = Math.max(...written.map(({ length }) => length));
  const width = WIDTHS.find(
    (each) => longest <= each.width && longest > each.width - each.spare,
  )?.width;
  if (width === undefined) return [...lines];
  return lines.map((line, index) => {
    const [before = '', own = ''] = [written[index - 1], written[index]];
    const isRest =
      index > 0 &&
      own !== line &&
      written[index - 1] !== lines[index - 1] &&
      before.length + 1 + (/^\S*/.exec(own)?.[0].length ?? 0) > width &&
      !beginsEntry(own, before);
    return isRest ? own : line;
  });
}

function entriesOf(text: string): string[][] {
  const entries: string[][] = [];
  const lines = text.split(/\r\n|[\r\n]/).map((raw) => raw.replace(BEFORE_A_LINE, ''));
  for (const stamped of unstamped(lines)) {
    const line = stamped.replace(MARK, '$1');
    if (ONLY_A_BOX.test(line)) continue;
    const latest = entries.at(-1);
    const rest = CONTINUED.exec(line)?.groups?.['rest'];
    if (latest && rest !== undefined) latest.push(rest);
    else if (latest && !beginsEntry(line, latest.at(-1) ?? '') && !isWholeObject(latest))
      latest.push(line);
    else entries.push([line]);
  }
  return entries;
}

/** Whether a JSON object ends with these lines, so that the next line is of another text. */
function isWholeObject(lines: readonly string[]): boolean {
  if (!/\}\s*$/.test(lines.at(-1) ?? '')) return false;
  const text = lines.join('');
  return text.includes('"') && text.split('{').length === text.split('}').length;
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ');
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\n', t: ' ' };

/** As deep as JSON stands in JSON: `\\\"` is a quote too. */
function unescaped(text: string): string {
  return text
    .replace(/\\{1,15}u00([2-7][0-9a-f])/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    .replace(/\\{1,15}(["'/nrt])/g, (_, character: string) => ESCAPES[character] ?? character);
}
