// Habits that make English hard to read. Each stands here once; tests hold texts to this list.

interface Habit {
  readonly name: string;
  readonly pattern: RegExp;
  readonly instead: string;
}

/** At the begin of a text, a sentence, a list entry or a table cell. */
const FRONT = String.raw`(?:^|[.!?:]\s+|^\s*[-*|]\s*|\|\s+)`;

const HABITS: readonly Habit[] = [
  habit('way', /\bways?\b/i, 'connection, path, hop, command, option'),
  habit('tell', /(?<!-)\b(?:tells?|telling|told|untold)\b/i, 'report, say, show, determine'),
  habit('mend', /\bmend(?:s|ed|ing)?\b/i, 'fix'),
  habit('cure', /\bcure[sd]?\b/i, 'fix'),
  habit('heed', /\bheed(?:s|ed)?\b/i, 'observe, use'),
  habit('anew', /\banew\b/i, 'again'),
  habit('alike', /\balike\b/i, 'the same, both'),
  habit('worded', /\bworded so\b/i, 'has this text'),
  habit(
    'nobody',
    /\b(?:nobody|somebody|whoever|anybody's)\b/i,
    'anyone, no one, the name of the role',
  ),
  habit('such a', /\bsuch an?\b/i, 'this, a … like this'),
  habit('no X that', /\bno (?!longer )(?:\w+ ){1,2}(?:that|which|who)\b/i, 'negate the verb'),
  habit('is none', /\b(?:is|are) none\b/i, 'is not a …, there is no …'),
  habit('Of what', new RegExp(`${FRONT}Of (?!course)`, 'm'), 'subject first'),
  habit('Where … is', new RegExp(`${FRONT}Where\\b(?![^.!?]*\\?)`, 'm'), 'if, when'),
  habit(
    'where for if',
    /\bwhere (?:nothing|something|both|there (?:is|are|was)|one of|a finding|none)\b/i,
    'if, when',
  ),
  habit(', else', /[,;] else\b/i, 'otherwise'),
  habit('of it', /(?<!\bone )\bof (?:it|them)\s*[.;]/i, 'repeat the noun'),
  habit('goes by', /\b(?:go|goes|went) by\b/i, 'uses'),
  habit(
    'release for version',
    /\breleases? of (?:Swift|Tiller|Helm|swiftcheck)\b|\b(?:Swift|Tiller|Helm)'s releases?\b/i,
    'version',
  ),
  habit(
    'programs as persons',
    /\b(?:Swift|Tiller|helm|swiftcheck|kubectl|server|gateway|plugin) (?:wants?|knows?|thinks?|believes?)\b/i,
    'requires, has, returns',
  ),
];

function habit(name: string, pattern: RegExp, instead: string): Habit {
  return { name, pattern, instead };
}

/** One sentence for each fault of a text, which may be Markdown: code is left out. */
export function faultsOf(text: string): string[] {
  const prose = text.replace(/^```[^]*?^```$/gm, '').replace(/`[^`\n]*`/g, 'CODE');
  return HABITS.flatMap(({ name, pattern, instead }) => {
    const all = new RegExp(pattern.source, [...new Set(`g${pattern.flags}`)].join(''));
    return [...prose.matchAll(all)].map(({ index, 0: found }) => {
      const around = prose.slice(Math.max(index - 30, 0), index + found.length + 30);
      return `"${name}" (better: ${instead}): …${around.replace(/\s+/g, ' ').trim()}…`;
    });
  });
}

const COMMENT = /(?<=^|\s)(?:\/\/ .*(?:\n\s*\/\/ .*)*|\/\*\*[^]*?\*\/)/g;

/** Comments of a TypeScript source; each in a paragraph of its own. */
export function commentsIn(source: string): string {
  return (source.match(COMMENT) ?? [])
    .map((comment) => comment.replace(/^\s*(?:\/\/|\/?\*+\/?)/gm, ''))
    .join('\n\n');
}

/** Comments and texts of a TypeScript source, without code; each in a paragraph of its own. */
export function wordsIn(source: string): string {
  return `${commentsIn(source)}\n\n${textsIn(source)}`;
}

/** Texts of a TypeScript source, each in a paragraph of its own. */
export function textsIn(source: string): string {
  const code = source.replace(COMMENT, '');
  const texts = code.match(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g) ?? [];
  return (
    texts
      // The name of a module is code.
      .filter((text) => !/^'\.{0,2}\//.test(text))
      .map((text) => text.slice(1, -1).replace(/\$\{[^}]*\}/g, 'CODE'))
      .join('\n\n')
  );
}
