import { Document } from 'yaml';
import type { Commented } from './rbac.js';

/** One YAML stream of documents, ready for `kubectl apply -f -`. */
export function manifestsYaml(manifests: readonly Commented[]): string {
  return manifests
    .map(({ comment, manifest }) => {
      const document = new Document(manifest, { aliasDuplicateObjects: false });
      if (comment !== null) document.commentBefore = ` ${comment}`;
      return `---\n${document.toString({ lineWidth: 0 })}`;
    })
    .join('');
}
