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
  const forms = [decoded(unescaped(plain)), decoded(plain)].flatMap((each) => {
    const entries = entriesOf(each);
    return [' ', ''].map((joint) =>
      entries.map((lines) => oneLine(lines.join(joint)).trim()).join('\n'),
    );
  });
  return [...new Set(forms.map(redact))];
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
