// Manifests as YAML. kubectl reads YAML 1.1, in which `on`, `yes` and `1_000` are no strings; others read YAML 1.2.
import { Document, Scalar, visit } from 'yaml';
import type { Commented } from './rbac.js';

/** Text that is a string without quotes in either version, unless it is a word such as `yes`. */
const PLAIN = /^[a-z/][\w ./:@-]*$/i;
/** YAML 1.1 takes some of these for the end of a line, and refuses others. */
const ESCAPED = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}\u2028\u2029]/gu;

/** One YAML stream of documents, ready for `kubectl apply -f -`. */
export function manifestsYaml(manifests: readonly Commented[]): string {
  return manifests
    .map(({ comment, manifest }) => {
      const document = new Document(manifest, { aliasDuplicateObjects: false, version: '1.1' });
      visit(document, {
        Scalar: (_key, scalar) => {
          const { value } = scalar;
          if (typeof value === 'string' && !PLAIN.test(value)) scalar.type = Scalar.QUOTE_DOUBLE;
        },
      });
      if (comment !== null && document.contents) {
        document.contents.commentBefore = commentLines(comment);
      }
      return `---\n${document.toString({ lineWidth: 0 }).replace(ESCAPED, escaped)}`;
    })
    .join('');
}

/** Within double quotes, which stand around each string with one of these characters. */
function escaped(character: string): string {
  return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
}

/** Lines of at most 78 letters, with the space behind the mark of a comment. */
function commentLines(comment: string): string {
  return comment.replace(/(.{1,77})(?: |$)/g, ' $1\n').trimEnd();
}
