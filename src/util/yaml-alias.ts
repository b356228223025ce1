// Which alias of a YAML file names an anchor that is not there: the parser says that there is one, not where.
import { visit, type Document } from 'yaml';

/** Where the first such alias stands; `null`: there is none. */
export function offsetOfLostAlias(document: Document.Parsed): number | null {
  let at: number | null = null;
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document)) return undefined;
      at = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return at;
}
