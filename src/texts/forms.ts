// A pasted text as it may have been written before a terminal, a log or a mail program had it.
import { stripVTControlCharacters } from 'node:util';
import { decoded, typed } from './notations.js';
import { redact } from './redact.js';

/** More than any error; less than what would make an expression slow. */
export const MOST_CHARACTERS = 64 * 1024;

/** What a mail, a box, a table, curl -v, docker-compose or kubectl --prefix puts before each line. */
const BEFORE_A_LINE =
  /^(?:\s*(?:[>│┃║╷╵|]|<(?=\s|$)|\[pod\/[\w./-]+\]|[\w.-]{1,60}(?=\s+\|)) ?)+|[\s│┃║|]+$/gu;
/** A box around a text, or the fence of Markdown. */
const ONLY_A_BOX = /^(?:`{3}\w*|~{3}\w*)?[\s╭╮╰╯┌┐└┘─━═+|│╷╵-]*$/u;

/** Where a line is an entry of its own, and not the rest of a line that a terminal wrapped. */
const NEW_ENTRY =
  /^(?:\S{0,80}\s){0,2}(?:[IWEF]\d{4} \d\d:\d\d:\d\d|\d{4}[/-]\d\d[/-]\d\d[ T]\d\d:\d\d|time="?\d{4}|level=\w+ |ts=\d{4}|\[\w+\/?\w*\] \d{4}\/|\[debug\] |panic: |goroutine \d|Error: (?!')|W?arning: |Warning {2,}|Normal {2,})|^error: /;

/** A line that its writer put a time before, and that belongs to the line above. */
const CONTINUED =
  /^\d{4}-\d\d-\d\d[T ][\d:.,]{5,20}(?:Z|[+-]\d\d:?\d\d)?(?<rest>\s(?:\s+\S|Caused by: |Trying to reach: |\/[a-z]).*)$/;

/**
 * The end of the text, where a log has its latest error: without colours and credentials, each entry on one
 * line. The line breaks within an entry are taken for a space or for none, as a terminal breaks words. Each
 * form is there as it is, and with the escapes of a JSON string undone.
 */
export function formsOf(text: string): string[] {
  const plain = typed(stripVTControlCharacters(text.slice(-MOST_CHARACTERS)));
  const forms = [decoded(unescaped(plain)), decoded(plain)].flatMap((each) => {
    const entries = entriesOf(each);
    return [' ', ''].map((joint) =>
      entries.map((lines) => oneLine(lines.join(joint)).trim()).join('\n'),
    );
  });
  return [...new Set(forms.map(redact))];
}

function entriesOf(text: string): string[][] {
  const entries: string[][] = [];
  for (const raw of text.split(/\r\n|[\r\n]/)) {
    const line = raw.replace(BEFORE_A_LINE, '');
    if (ONLY_A_BOX.test(line)) continue;
    const latest = entries.at(-1);
    const rest = CONTINUED.exec(line)?.groups?.['rest'];
    if (latest && rest !== undefined) latest.push(rest);
    else if (latest && !NEW_ENTRY.test(line) && !isWholeObject(latest)) latest.push(line);
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
