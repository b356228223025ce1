// What GitHub-flavoured Markdown makes of a text, by micromark, which follows its specification.
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Nodes } from 'mdast';

export function nodesOf(markdown: string): Nodes[] {
  const below = (node: Nodes): Nodes[] => [
    node,
    ...('children' in node ? node.children.flatMap(below) : []),
  ];
  return below(
    fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }),
  );
}

/** What a reader sees, paragraphs and cells run together. */
export function shownText(nodes: readonly Nodes[]): string {
  return nodes
    .map((node) => (node.type === 'text' || node.type === 'inlineCode' ? node.value : ''))
    .join('');
}
