// A pasted text as it may have been written before a terminal, a log or a mail program had it.
import { stripVTControlCharacters } from 'node:util';
import { entriesOf, undocked } from './entries.js';
import { decoded, typed } from './notations.js';
import { redact } from './redact.js';

/** More than any error; less than what would make an expression slow. */
export const MOST_CHARACTERS = 64 * 1024;

/**
 * The end of the text, where a log has its latest error: without colours and credentials, each entry on one
 * line. The line breaks within an entry are taken for a space or for none, as a terminal breaks words. Each
 * form is there as it is, and with the escapes of a JSON string undone.
 */
export function formsOf(text: string): string[] {
  const plain = typed(stripVTControlCharacters(undocked(text.slice(-MOST_CHARACTERS))));
  const forms = [unescaped(plain), plain].flatMap((each) => {
    const entries = entriesOf(each).map(undented);
    return [' ', ''].map((joint) =>
      entries.map((lines) => decoded(oneLine(lines.join(joint)).trim())).join('\n'),
    );
  });
  return [...new Set(forms.map(redact))];
}

/** Without the indent that all lines but the first share, as a box or a list puts before what it wraps. */
function undented([first = '', ...rest]: readonly string[]): string[] {
  const indent = Math.min(...rest.map((line) => /^ */.exec(line)?.[0].length ?? 0));
  return [first, ...rest.map((line) => line.slice(indent))];
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ');
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\n', t: ' ' };

/** As deep as JSON stands in JSON: `\\\"` is a quote too. A byte without a character stays as Go writes it: `\x00`. */
function unescaped(text: string): string {
  return text
    .replace(/\\{1,63}u00([2-7][0-9a-f])/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    .replace(/\\{1,63}(?:u00|x)([0-9a-f]{2})/gi, '\\x$1')
    .replace(/\\{1,63}(["'/nrt])/g, (_, character: string) => ESCAPES[character] ?? character);
}
