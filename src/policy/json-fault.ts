// Where a text stops being JSON, and what is missing there. JSON.parse names no place for some faults,
// and its words differ from one release of Node to the next.

export interface JsonFault {
  /** An index into the text. */
  readonly at: number;
  /** As a sentence without its beginning: `a comma or } is missing before "b"`. */
  readonly words: string;
}

type Wanted = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma' | 'end';

const SPACE = /[ \t\r\n]*/y;
const TOKEN =
  /[{}[\],:]|"(?:[ !#-[\]-\u{10FFFF}]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

/** `null`: it is JSON. */
export function jsonFault(text: string): JsonFault | null {
  const open: string[] = [];
  let wanted: Wanted = 'value';
  let at = 0;
  for (;;) {
    at += lengthAt(SPACE, text, at);
    if (wanted === 'end' && at === text.length) return null;
    const token = text.slice(at, at + lengthAt(TOKEN, text, at));
    const next = after(wanted, token, open);
    if (next === null)
      return { at, words: `${missing(wanted, open)} is missing ${where(text, at)}` };
    wanted = next;
    at += token.length;
  }
}

/** What has to follow a token; `null`: it cannot stand there. Keeps account of what is open. */
function after(wanted: Wanted, token: string, open: string[]): Wanted | null {
  const closed = () => {
    open.pop();
    return open.length === 0 ? 'end' : 'comma';
  };
  const inMapping = open.at(-1) === '{';
  switch (wanted) {
    case 'value or ]':
    case 'value':
      if (token === ']' && wanted === 'value or ]') return closed();
      if (token === '{' || token === '[') {
        open.push(token);
        return token === '{' ? 'key or }' : 'value or ]';
      }
      if (token === '' || /^[}\],:]/.test(token)) return null;
      return open.length === 0 ? 'end' : 'comma';
    case 'key or }':
    case 'key':
      if (token === '}' && wanted === 'key or }') return closed();
      return token.startsWith('"') ? 'colon' : null;
    case 'colon':
      return token === ':' ? 'value' : null;
    case 'comma':
      if (token === ',') return inMapping ? 'key' : 'value';
      return token === (inMapping ? '}' : ']') ? closed() : null;
    case 'end':
      return null;
  }
}

function missing(wanted: Wanted, open: readonly string[]): string {
  switch (wanted) {
    case 'key':
    case 'key or }':
      return 'a key in double quotes';
    case 'value':
    case 'value or ]':
      return 'a value (a text in double quotes)';
    case 'colon':
      return 'a colon';
    case 'comma':
      return open.at(-1) === '{' ? 'a comma or }' : 'a comma or ]';
    case 'end':
      return 'the end';
  }
}

function where(text: string, at: number): string {
  const [next = ''] = /^\S{0,20}/.exec(text.slice(at)) ?? [];
  return next === '' ? 'at the end' : `before ${next}`;
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
