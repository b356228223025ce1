// From a pasted text to what is known of it. Pure: nothing is asked of anybody.
import { visible } from '../util/safe-text.js';
import { SIGNATURES } from './all.js';
import type { Signature } from './types.js';

/** More than any error text; less than what would make an expression slow. */
const MOST_CHARACTERS = 64 * 1024;

export interface Recognised {
  readonly signature: Signature;
  readonly cause: string;
  /** The part of the text that was recognised, safe to show; never what stands around it. */
  readonly matched: string;
}

/** Every signature that the text holds, the most specific first; empty where none is known. */
export function recognise(text: string): Recognised[] {
  const forms = formsOf(text.slice(0, MOST_CHARACTERS));
  const found = SIGNATURES.flatMap((signature) => {
    const match = firstMatch(signature.pattern, forms);
    return match ? [recognised(signature, match)] : [];
  });
  // The general words inside a text that a more specific signature explains say nothing more.
  return found.filter(
    ({ matched }, index) =>
      !found.slice(0, index).some((earlier) => earlier.matched.includes(matched)),
  );
}

function recognised(signature: Signature, match: RegExpExecArray): Recognised {
  const { cause } = signature;
  return {
    signature,
    cause: visible(typeof cause === 'string' ? cause : cause(match.groups ?? {})),
    matched: visible(match[0]),
  };
}

function firstMatch(pattern: RegExp, forms: readonly string[]): RegExpExecArray | null {
  for (const form of forms) {
    const match = pattern.exec(form);
    if (match) return match;
  }
  return null;
}

/**
 * The text as a terminal, a JSON string inside JSON or a mail program may have left it: without
 * colours, on one line, with and without backslashes before its quotes.
 */
function formsOf(text: string): string[] {
  // eslint-disable-next-line no-control-regex -- colours are made of control characters
  const plain = text.replace(/\x1b\[[0-9;]*[A-Za-z]/g, '');
  const line = plain.replace(/\s+/g, ' ');
  const unescaped = line.replace(/\\+(["'])/g, '$1');
  return [...new Set([plain, line, unescaped])];
}
