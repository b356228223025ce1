// Writes what is derived: from the folders of src/checks the list of checks (src/checks/index.ts)
// and the indexes of pages (src/checks/pages.ts, docs/findings.md), from the table of options the schema of the configuration file
// (docs/config.schema.json), from the severities the table of exit codes (docs/ci.md), from the types of reports
// and of `explain` their schemas, from src/texts the known error texts (docs/error-texts.md)
// and the words that each pattern needs (src/texts/needed.ts), from the .proto
// files their descriptors (proto/descriptors.json). With --check it writes nothing and fails where they differ.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'oxfmt';
import { runnerImport } from 'vite';
import { neededWords } from './needed-words.mjs';
import { descriptors } from './descriptors.mjs';
import { schemas } from './schema.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const CHECKS = 'src/checks';
const folders = readdirSync(CHECKS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

const imports = [];
const checks = [];
const pages = [];
for (const folder of folders) {
  const file = `${CHECKS}/${folder}/check.ts`;
  const source = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const names = [...source.matchAll(/^export const (\w+) = defineCheck\(/gm)].map(
    ([, name]) => name,
  );
  if (names.length > 0) imports.push(`import { ${names.join(', ')} } from './${folder}/check.js';`);
  checks.push(...names);
  for (const page of readdirSync(`${CHECKS}/${folder}`).filter((name) => name.endsWith('.md'))) {
    const path = `${CHECKS}/${folder}/${page}`;
    const [, statement] = readFileSync(path, 'utf8').split('\n\n');
    pages.push({ code: page.replace(/\.md$/, ''), path, statement });
  }
}
pages.sort((a, b) => (a.code < b.code ? -1 : 1));

const index = `// Generated from the folders beside it by \`npm run generate\`.
${imports.join('\n')}

/**
 * In the order of the folders; see CHECKS in registry.ts for the order in which they are made. The type names each
 * check, so that the declarations of the library lead to the facts that a check declares.
 */
export const ALL_CHECKS: readonly [${checks.map((name) => `typeof ${name}`).join(', ')}] = [${checks.join(', ')}];
`;

const pageIndex = `// Generated from the folders beside it by \`npm run generate\`. A file of its own: to show a page, no check is needed.
import type { FindingCode } from './define.js';

export interface Page {
  /** Relative to the package. */
  readonly path: string;
  /** The first sentence of the page. */
  readonly statement: string;
}

export const PAGES: Readonly<Record<FindingCode, Page>> = {
${pages.map(({ code, path, statement }) => `  ${JSON.stringify(code)}: { path: ${JSON.stringify(path)}, statement: ${JSON.stringify(statement)} },`).join('\n')}
};
`;

const list = `# Findings

One page for each code. Codes are stable and never reused. \`swiftcheck explain CODE\` prints a page.

${pages.map(({ code, path, statement }) => `- [${code}](../${path}): ${statement}`).join('\n')}
`;

const STYLE = JSON.parse(readFileSync('.oxfmtrc.json', 'utf8'));
let stale = false;
/** Writes the file where its text differs; with --check says so. */
async function keep(path, text) {
  const { code: formatted, errors } = await format(path, text, STYLE);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
  if (existsSync(path) && readFileSync(path, 'utf8') === formatted) return;
  stale = true;
  if (process.argv.includes('--check'))
    console.error(`${path} is stale: run \`npm run generate\`.`);
  else writeFileSync(path, formatted);
}
// Before the rest: the registry of the checks is made from this list.
await keep(`${CHECKS}/index.ts`, index);
await keep(`${CHECKS}/pages.ts`, pageIndex);
await keep('docs/findings.md', list);
if (stale && process.argv.includes('--check')) process.exit(1);

// From the sources, as a build may be older than they are.
const load = async (path) =>
  (await runnerImport(path, { root, configFile: false, logLevel: 'error' })).module;
const { configSchema } = await load('./src/cli/options/settings.ts');
const { isAskedFor, meansUnexamined, severityOf } = await load('./src/checks/registry.ts');

/** The exit code of a run that raises the code; test/judge/exit-codes-page.test.ts holds it to the judge. */
function exitCodeOf(code) {
  // Its pods always prove that Tiller fails, though Tiller was not examined.
  if (code === 'tiller-not-ready') return '1';
  if (meansUnexamined(code)) return '3';
  if (severityOf(code) === 'warn') return '0; 1 with `--fail-on warn`';
  return isAskedFor(code) ? '1; 3 if the check is unknown' : '1';
}
const rows = pages.map(({ code, path }) => `| [${code}](../${path}) | ${exitCodeOf(code)} |`);
const [BEGIN, END] = [
  '<!-- Generated from the checks by `npm run generate`. -->',
  '<!-- End of the generated table. -->',
];
const ci = readFileSync('docs/ci.md', 'utf8').replace(
  new RegExp(`(${BEGIN})[^]*?(${END})`),
  `$1\n\n| finding | exit code |\n| --- | --- |\n${rows.join('\n')}\n\n$2`,
);

const { catalogue } = (
  await runnerImport('./.ci/error-texts.mjs', { root, configFile: false, logLevel: 'error' })
).module;

const { PHRASES } = await load('./src/texts/phrases/all.ts');
const { TAILS } = await load('./src/texts/tails.ts');
const { FRAMES } = await load('./src/texts/speech.ts');
const needed = (entries) =>
  JSON.stringify(
    Object.fromEntries(
      entries.flatMap(([name, pattern]) => {
        const words = neededWords(pattern);
        return words ? [[name, words]] : [];
      }),
    ),
  );
await keep(
  'src/texts/needed.ts',
  `// Generated from the patterns by \`npm run generate\`: each match of a pattern holds at least one of its words.
import type { Needed } from './may-match.js';

export const OF_PHRASES: Needed = ${needed(PHRASES.map(({ id, pattern }) => [id, pattern]))};

export const OF_TAILS: Needed = ${needed(TAILS.map(({ trouble, pattern }) => [trouble, pattern]))};

export const OF_FRAMES: Needed = ${needed(Object.entries(FRAMES))};
`,
);
await keep('proto/descriptors.json', JSON.stringify(descriptors()));
await keep('docs/error-texts.md', catalogue());
await keep('docs/ci.md', ci);
await keep('docs/config.schema.json', JSON.stringify(configSchema(), null, 2));
for (const [path, schema] of Object.entries(schemas())) {
  await keep(path, JSON.stringify(schema, null, 2));
}
if (stale && process.argv.includes('--check')) process.exit(1);
