// `npm run build`: dist/, which holds all of the program and of the libraries that it uses. An installation brings
// no other package along, and a command reads few files.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { rolldown } from 'rolldown';
import { minifySync } from 'rolldown/utils';
import { groups } from './groups.mjs';
import { notice, packageOf } from './notice.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
process.chdir(ROOT);

const INPUT = {
  swiftcheck: 'src/cli/bin.ts',
  main: 'src/cli/main.ts',
  demo: 'src/cli/demo.ts',
  manual: 'src/cli/manual-page.ts',
  index: 'src/index.ts',
  lab: 'src/lab/index.ts',
  re2js: 're2js',
};

/** What a library loads for a part that is never used here: the importer, the import, and what it gets instead. */
const UNUSED = [
  // Channelz, which no server here offers.
  { importer: '/@grpc/grpc-js/', source: '@grpc/proto-loader' },
  // Commands that are programs of their own.
  { importer: '/commander/', source: 'node:child_process' },
  // Whether the terminal has colours: swiftcheck decides that.
  { importer: '/chalk/', source: '#supports-color', code: 'export default {};' },
  // Bodies of `fetch`, HTTP/2 and SOCKS: requests here have a text as their body, or none.
  { importer: '/undici/lib/', source: '../web/fetch/body.js' },
  { importer: '/undici/lib/', source: './client-h2.js' },
];
const NOTHING = '\0nothing:';

/** The names that an entry exports; a chunk exports more, for other chunks. */
const exported = new Map();

const plugin = {
  name: 'swiftcheck',
  moduleParsed: ({ id, exports }) => void exported.set(relative(ROOT, id), exports),
  resolveId: (source, importer = '') => (unusedBy(importer, source) ? `${NOTHING}${source}` : null),
  load: (id) => (id.endsWith('/src/evidence/validator.ts') ? evidenceCheck() : leftOut(id)),
  // Loaded for the first regular expression of Go: the bundler would load it at once.
  transform: (code, id) =>
    id.endsWith('/src/knowledge/re2.ts')
      ? code.replace("require('re2js')", "require('./re2js.cjs')")
      : null,
};

/** The check of src/evidence/validator.ts, compiled. */
function evidenceCheck() {
  const ajv = new Ajv2020({ allErrors: false, code: { source: true, esm: true } });
  ajv.addSchema(JSON.parse(readFileSync('docs/report.schema.json', 'utf8')), 'report');
  return standaloneCode.default(ajv, { isEvidence: 'report#/$defs/Evidence' });
}

function leftOut(id) {
  if (!id.startsWith(NOTHING)) return null;
  return UNUSED.find(({ source }) => id === `${NOTHING}${source}`).code ?? 'export {};';
}

function unusedBy(importer, source) {
  return UNUSED.some((unused) => importer.includes(unused.importer) && source === unused.source);
}

const bundle = await rolldown({
  input: INPUT,
  platform: 'node',
  tsconfig: 'tsconfig.json',
  resolve: { mainFields: ['module', 'main'] },
  plugins: [plugin],
  preserveEntrySignatures: 'allow-extension',
});
const { output } = await bundle.write({
  dir: 'dist/chunks',
  format: 'cjs',
  cleanDir: true,
  entryFileNames: '[name].cjs',
  chunkFileNames: '[name].cjs',
  // Names stay until the modules of Node are found by theirs.
  minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
  codeSplitting: { includeDependenciesRecursively: false, groups },
});
const chunks = output.filter(({ type }) => type === 'chunk');

refuseCircles();

const sum = createHash('sha256');
for (const { fileName } of chunks) {
  const file = `dist/chunks/${fileName}`;
  const code = asAscii(withShortNames(file, withLazyBuiltins(readFileSync(file, 'utf8'))));
  writeFileSync(file, code);
  sum.update(code);
}

const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
writeFileSync('NOTICE', notice(modules.flatMap((id) => packageOf(id) ?? [])));

const require = createRequire(import.meta.url);
const start = readFileSync('.ci/bundle/start.cjs', 'utf8').replace(
  '{BUILD}',
  sum.digest('hex').slice(0, 16),
);
writeFileSync('dist/start.cjs', start.replace('{ENTRY}', 'swiftcheck'));
writeFileSync('dist/demo.cjs', start.replace('{ENTRY}', 'demo'));
const { manualPage } = require(`${ROOT}/dist/chunks/manual.cjs`);
writeFileSync('dist/swiftcheck.1', manualPage());
writeFileSync('dist/texts.json', JSON.stringify(await texts()));

// The library for `import`: its names, taken from the chunk that holds them.
for (const name of ['index', 'lab']) {
  const names = exported.get(INPUT[name]).toSorted();
  writeFileSync(
    `dist/${name}.js`,
    `import library from './chunks/${name}.cjs';\nexport const { ${names.join(', ')} } = library;\n`,
  );
}
keepDeclarations(['dist/types/index.d.ts', 'dist/types/lab/index.d.ts']);

/** Node loads a module of its own when it is first used: some take as long as a short run. */
function withLazyBuiltins(code) {
  const names = [...code.matchAll(/\b(node_\w+)=(?=require\("node:)/g)].map(([, name]) => name);
  return names
    .filter((name) => !code.includes(`${name}=require_rolldown_runtime`))
    .reduce(
      (text, name) =>
        text
          .replace(
            new RegExp(`\\b${name}=(require\\("node:[\\w/]+"\\))`),
            `${name}={get m(){return $1}}`,
          )
          .replace(new RegExp(`\\b${name}\\.`, 'g'), `${name}.m.`),
      code,
    );
}

/** Names of functions and classes stay: a trace of a defect shows them. */
function withShortNames(file, code) {
  const mangle = { keepNames: { function: true, class: true } };
  const short = minifySync(file, code, { compress: false, mangle });
  if (short.errors.length > 0) throw new Error(`${file}: ${short.errors[0].message}`);
  return short.code;
}

/** Node keeps a text of ASCII in half the room, and reads it faster. */
function asAscii(code) {
  return code.replace(
    /[^\0-\x7f]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Files that load each other would see each other half made. */
function refuseCircles() {
  const imports = new Map(chunks.map(({ fileName, imports }) => [fileName, imports]));
  const visit = (fileName, path) => {
    if (path.includes(fileName)) throw new Error(`circle: ${[...path, fileName].join(' -> ')}`);
    for (const other of imports.get(fileName) ?? []) visit(other, [...path, fileName]);
  };
  for (const fileName of imports.keys()) visit(fileName, []);
}

/** What is printed for these arguments at any time, by the arguments. */
async function texts() {
  const { run } = require(`${ROOT}/dist/chunks/main.cjs`);
  const printed = async (...args) => {
    let text = '';
    const out = (more) => (text += more);
    const code = await run(args, { out, err: out, outIsTerminal: false, errIsTerminal: false });
    if (code !== 0) throw new Error(`swiftcheck ${args.join(' ')} ended with ${code}: ${text}`);
    return text.replace(join(ROOT, '/'), '{PACKAGE}/');
  };
  const lines = ['', '--help', 'help', '--version', 'version'];
  for (const [, name] of (await printed('--help')).matchAll(
    /^ {2}([a-z]+)(?:, [a-z]+)? {2,}\S/gm,
  )) {
    lines.push(`${name} --help`, `help ${name}`);
  }
  const all = lines.map(async (line) => [line, await printed(...line.split(' ').filter(Boolean))]);
  return Object.fromEntries(await Promise.all(all));
}

/** Deletes the declarations to which these do not lead. */
function keepDeclarations(entries) {
  const kept = new Set();
  const left = [...entries];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    // A comment can name what is none.
    if (kept.has(file) || !existsSync(file)) continue;
    kept.add(file);
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/['"](\.{1,2}\/[^'"]+)\.js['"]/g)) {
      left.push(join(dirname(file), `${path}.d.ts`));
    }
  }
  for (const name of readdirSync('dist/types', { recursive: true })) {
    const file = join('dist/types', name);
    if (name.endsWith('.d.ts') && !kept.has(file)) rmSync(file);
  }
}
