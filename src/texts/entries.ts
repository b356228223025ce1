// The entries of a pasted text: which lines belong together, and what stands before a line that its writer did not write.
import { parseJson } from '../util/json.js';

/**
 * What a mail, a box, a table, curl -v, docker-compose, kubectl --prefix, stern and a CI service put before each line.
 * stern names the pod and the container; the name of a pod ends with the letters of its ReplicaSet, or with its node.
 */
const BEFORE_A_LINE =
  /^(?:(?:[a-z\d][a-z\d.-]{0,200}-[a-z\d]{5,10}-[a-z\d]{5}|([a-z][a-z\d-]{0,60})-[a-z\d.-]{1,200}(?= +\1 )) (?:› )? *[a-z\d][a-z\d-]{0,62} |##\[\w{1,20}\]|\s*(?:[>│┃║╷╵|]|<(?=\s|$)|\[pod\/[\w./-]+\]|[\w.-]{1,60}(?=\s+\|)) ?)+|(?<![\s│┃║|])(?:\s*[│┃║]|\s+\|)[\s│┃║|]*$/gu;
/** A box around a text, or the fence of Markdown. */
const ONLY_A_BOX = /^(?:`{3}\w*|~{3}\w*)?[\s╭╮╰╯┌┐└┘─━═+|│╷╵-]*$/u;

/** Where a line is an entry of its own, and not the rest of a line that a terminal wrapped. */
const NEW_ENTRY =
  /^(?:\S{0,80}\s){0,2}(?:[IWEF]\d{4} \d\d:\d\d:\d\d|\d{4}[/-]\d\d[/-]\d\d[ T]\d\d:\d\d|time="?\d{4}|level=\w+ |ts=\d{4}|\[\w+\/?\w*\] \d{4}\/|\[debug\] |panic: |goroutine \d|Error: (?!')|W?arning: |Warning {2,}|Normal {2,})|^error: /;

/** Go says "remote error: " and "connection error: ", which a terminal can break. */
function beginsEntry(line: string, before: string): boolean {
  return (
    NEW_ENTRY.test(line) &&
    !(line.startsWith('error: ') && /\b(?:remote|connection|transport) ?$/.test(before))
  );
}

/** A line that its writer put a time before (and a host and a program), and that belongs to the line above. */
const CONTINUED =
  /^(?:\[?\d{4}[-/]\d\d[-/]\d\d[T ][\d:.,]{5,20}(?:Z|[+-]\d\d:?\d\d)?\]?|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S{1,80} \S{1,80}:)(?: std(?:out|err) [FP])?(?<rest>\s(?:\s+\S|[>│] |Caused by: |Trying to reach: |invalid content-type: |headers: |---> |status = |details = |debug_error_string = |\/[a-z]).*)$/u;

/** As docker logs keeps a line. */
const DOCKER_LINE =
  /^\{"log":("(?:[^"\\]|\\.){0,32768}?)(?:\\r)?(?:\\n)?","stream":"std(?:out|err)".{0,2000},"time":"[^"]{10,40}"\}\r?$/gm;

/** The lines of a container as the container wrote them. */
export function undocked(text: string): string {
  return text.replace(DOCKER_LINE, (whole, written: string) => {
    const line = parseJson(`${written}"`);
    return typeof line === 'string' ? line : whole;
  });
}

/** The time that GitHub, Azure, GitLab, kubectl and docker put before each line that a program printed. */
const STAMP =
  /^\[?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)\]?(?: \d\d[OE][ +]?| std(?:out|err) [FP])? ?/;

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

/** The lines of each entry. */
export function entriesOf(text: string): string[][] {
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
