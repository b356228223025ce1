// The page of a finding, folded below it: the report is read where swiftcheck is not installed. Pages keep to a small
// part of Markdown; see ../page.ts.
import { docsOf } from '../../checks/registry.js';
import type { FindingCode } from '../../checks/define.js';
import { packageText } from '../../util/package-info.js';
import { Prose } from './words.js';
import { h } from './element.js';

export function FindingPage({ code }: { readonly code: FindingCode }) {
  // The first block is the code itself, as a heading.
  const [, ...blocks] = packageText(docsOf(code))
    .trim()
    .split(/\n{2,}/);
  return (
    <details class="page">
      <summary>About {code}</summary>
      {blocks.map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </details>
  );
}

function Block({ block }: { readonly block: string }) {
  const [, heading] = /^#+ (.*)$/.exec(block) ?? [];
  if (heading !== undefined) return <p class="heading">{heading}</p>;
  const items = block.split(/\n(?=(?:-|\d+\.) )/).map((item) => inline(item));
  const [first = ''] = items;
  if (!/^(-|\d+\.) /.test(first))
    return (
      <p>
        <Prose text={inline(block)} />
      </p>
    );
  const List = first.startsWith('-') ? 'ul' : 'ol';
  return (
    <List>
      {items.map((item, index) => (
        <li key={index}>
          <Prose text={item.replace(/^\S+ /, '')} />
        </li>
      ))}
    </List>
  );
}

/** On one line, of a link its text. */
function inline(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\[([^\]]+)\]\([^)]*\)/g, '$1');
}
