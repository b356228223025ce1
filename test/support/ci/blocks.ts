// The code blocks of a page, by the heading that they stand under.
import { readFileSync } from 'node:fs';
import { PACKAGE_ROOT } from '../../../src/util/package-info.js';

export interface Block {
  /** The nearest heading above it, without its `#`. */
  readonly heading: string;
  readonly language: string;
  readonly text: string;
}

/** @param page from the root of the repository, such as `docs/ci.md` */
export function blocksOf(page: string): Block[] {
  const text = readFileSync(new URL(page, PACKAGE_ROOT), 'utf8');
  let heading = '';
  return [...text.matchAll(/^```(\w+)\n([^]*?)^```$|^#+ (.+)$/gm)].flatMap(
    ([, language, content, title]) => {
      if (title !== undefined) heading = title;
      return language === undefined ? [] : [{ heading, language, text: content ?? '' }];
    },
  );
}

/** The one block in that language under that heading. */
export function blockOf(page: string, heading: string, language: string): string {
  const found = blocksOf(page).filter(
    (block) => block.heading === heading && block.language === language,
  );
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw new Error(`${page} has ${found.length} blocks of ${language} under "${heading}"`);
  }
  return only.text;
}
