// What can be a version, a commit or the state of a tree. Calls to Tiller carry its version in a header.

/** Longer than any of them is; a SHA-1 has 40 characters. */
const MOST = 128;

/** A short text of printable ASCII, empty or with no space at either end. */
export function isVersionText(text: string): boolean {
  return text.length <= MOST && /^(?! )[\x20-\x7e]*(?<! )$/.test(text);
}
