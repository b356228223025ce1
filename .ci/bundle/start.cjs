// The start of the program, which the build copies to dist/ and to which it gives BUILD and ENTRY. What never changes is
// printed without loading anything else; all other code is compiled once and kept for later runs.
'use strict';
const {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} = require('node:fs');
const Module = require('node:module');
const { basename, dirname, join, resolve } = require('node:path');

const BUILD = '{BUILD}';
const ENTRY = '{ENTRY}';
const args = ENTRY === 'swiftcheck' ? process.argv.slice(2) : [ENTRY];

/** Commands that can hold a long list. */
const LISTS = /^(?:versions|probe|check|preflight|cleanup|watch|plan|demo|report|diff)$/;

if (!printsKept(args.join(' '))) {
  // Before any file is loaded: code that was kept under other flags is compiled again.
  if (LISTS.test(args[0])) {
    const { setFlagsFromString } = require('node:v8');
    // The heap grows in smaller steps: a run over a long list takes a third less memory, and a quarter more time.
    setFlagsFromString('--optimize-for-size');
    // The optimizer of this older Node takes longer over undici's parser than a run over all else.
    if (!Module.enableCompileCache) setFlagsFromString('--liftoff-only');
  }
  const { XDG_CACHE_HOME, HOME, NODE_DISABLE_COMPILE_CACHE } = process.env;
  const home = XDG_CACHE_HOME || HOME;
  const folder = home && join(home, XDG_CACHE_HOME ? '' : '.cache', 'swiftcheck');
  if (home && !NODE_DISABLE_COMPILE_CACHE && isOwn(folder, home)) {
    // Node has it since 22.1.
    if (Module.enableCompileCache) Module.enableCompileCache(folder);
    else keepCompiled(join(folder, `${BUILD}-${process.version}-${process.arch}`));
  }
  require(`./chunks/${ENTRY}.cjs`);
}

/** What is kept in the folder runs as this user, so no other user may write there. Makes the folder, but no home. */
function isOwn(folder, home) {
  if (!existsSync(home)) return false;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = lstatSync(folder);
    return process.platform === 'win32' || (uid === process.getuid() && (mode & 0o022) === 0);
  } catch {
    // A home that is read-only or full.
    return false;
  }
}

/** Prints texts of help and version. If that fails, the program reports why. */
function printsKept(line) {
  // They name the program.
  const plugin = /kubectl-swiftcheck/.test(basename(process.argv[1]));
  if (plugin || process.platform === 'win32') return false;
  const texts = require('./texts.json');
  if (!Object.hasOwn(texts, line)) return false;
  const bytes = Buffer.from(texts[line].replace('{PACKAGE}', resolve(__dirname, '..')));
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(1, bytes, at);
    return true;
  } catch {
    return false;
  }
}

/** One file for each command: only what the command uses. Without a place to keep it, there is no cache. */
function keepCompiled(folder) {
  const file = join(folder, `${/^[a-z]+$/.test(args[0] ?? '') ? args[0] : 'other'}.bin`);
  const kept = readKept(file);
  const compiled = [];
  const { Script } = require('node:vm');
  require.extensions['.cjs'] = (module, filename) => {
    const name = basename(filename);
    const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(filename, 'utf8')}\n})`;
    const cachedData = kept.get(name);
    const script = new Script(source, { filename, cachedData });
    if (cachedData === undefined || script.cachedDataRejected) compiled.push([name, script]);
    const load = (path) => module.require(path);
    script
      .runInThisContext()
      .call(module.exports, module.exports, load, module, filename, dirname(filename));
  };
  process.on('exit', () => {
    if (compiled.length === 0) return;
    for (const [name, script] of compiled) kept.set(name, script.createCachedData());
    const unfinished = `${file}.${process.pid}`;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(unfinished, written(kept), { mode: 0o600 });
      renameSync(unfinished, file);
    } catch {
      // A home that is read-only or full: the next run compiles again.
      removeIfThere(unfinished);
    }
  });
}

function removeIfThere(file) {
  try {
    rmSync(file, { force: true });
  } catch {
    // Its folder cannot even be read.
  }
}

/** The checksum of the rest on the first line, the names and sizes as JSON on the second, then the code of each in turn. */
function written(kept) {
  const sizes = [...kept].map(([name, code]) => [name, code.length]);
  const rest = Buffer.concat([Buffer.from(`${JSON.stringify(sizes)}\n`), ...kept.values()]);
  return Buffer.concat([Buffer.from(`${checksumOf(rest)}\n`), rest]);
}

/** V8 takes code as it is: of a damaged file it would run other code, or crash. */
function readKept(file) {
  const kept = new Map();
  try {
    const bytes = readFileSync(file);
    const start = bytes.indexOf(10) + 1;
    const rest = bytes.subarray(start);
    if (bytes.toString('utf8', 0, start) !== `${checksumOf(rest)}\n`) return kept;
    let at = rest.indexOf(10) + 1;
    for (const [name, size] of JSON.parse(rest.toString('utf8', 0, at))) {
      kept.set(name, rest.subarray(at, (at += size)));
    }
  } catch {
    // There is none yet.
  }
  return kept;
}

/** Of damage by chance: no other user can write there. */
function checksumOf(bytes) {
  return require('node:zlib').crc32(bytes);
}
