import { Document } from 'yaml';
import type { Commented } from './rbac.js';

/** One YAML stream of documents, ready for `kubectl apply -f -`. */
export function manifestsYaml(manifests: readonly Commented[]): string {
  return manifests
    .map(({ comment, manifest }) => {
      const document = new Document(manifest, { aliasDuplicateObjects: false });
      if (comment !== null && document.contents) {
        document.contents.commentBefore = commentLines(comment);
      }
      return `---\n${document.toString({ lineWidth: 0 })}`;
    })
    .join('');
}

/** Lines of at most 78 letters, with the space behind the mark of a comment. */
function commentLines(comment: string): string {
  return comment.replace(/(.{1,77})(?: |$)/g, ' $1\n').trimEnd();
}
