// Where a text stops being JSON, and what is missing there. JSON.parse names no place for some faults,
// and its words differ from one release of Node to the next.
import { visit, type JSONVisitor } from 'jsonc-parser';

export interface JsonFault {
  /** An index into the text. */
  readonly at: number;
  /** As a sentence without its beginning: `a comma or } is missing before "b"`. */
  readonly words: string;
}

const KEY = 'a key in double quotes';
const VALUE = 'a value (a text in double quotes)';

/** `null`: it is JSON. */
export function jsonFault(text: string): JsonFault | null {
  const open: ('}' | ']')[] = [];
  let wanted = VALUE;
  let fault: JsonFault | null = null;
  const valueEnds = () => {
    const close = open.at(-1);
    wanted = close === undefined ? 'the end' : `a comma or ${close}`;
  };
  const closes = (at: number) => {
    // At the end of the text, too, jsonc-parser says that all ends which is open.
    if (at === text.length) return;
    open.pop();
    valueEnds();
  };
  const visitor: JSONVisitor = {
    onObjectBegin: () => {
      open.push('}');
      wanted = KEY;
    },
    onObjectProperty: () => void (wanted = 'a colon'),
    onArrayBegin: () => {
      open.push(']');
      wanted = VALUE;
    },
    onSeparator: (separator) =>
      void (wanted = separator === ',' && open.at(-1) === '}' ? KEY : VALUE),
    onLiteralValue: valueEnds,
    onObjectEnd: closes,
    onArrayEnd: closes,
    onError: (_, at) => void (fault ??= { at, words: `${wanted} is missing ${where(text, at)}` }),
  };
  try {
    visit(text, visitor, { disallowComments: true });
  } catch (error) {
    // Thousands of values in one another exhaust the stack. The values are read next, and fail with a place.
    if (!(error instanceof RangeError)) throw error;
  }
  return fault;
}

function where(text: string, at: number): string {
  const [next = ''] = /^[^ \t\r\n]{0,20}/.exec(text.slice(at)) ?? [];
  if (next === '') return 'at the end';
  // A text that is cut off can be a secret.
  return /^"[^"]*$/.test(next) ? 'before a text that does not end' : `before ${next}`;
}
