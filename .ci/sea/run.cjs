// The main script of the single executable: loads dist/ and the files of the package from the executable, where they
// are assets by their paths. To the program they lie in a folder that does not exist.
'use strict';
const fs = require('node:fs');
const Module = require('node:module');
const { getAsset } = require('node:sea');
const { basename } = require('node:path');
const { Script } = require('node:vm');

const ROOT = process.platform === 'win32' ? 'C:/swiftcheck/' : '/swiftcheck/';
const ROOT_URL = `file://${ROOT.startsWith('/') ? '' : '/'}${ROOT}`;
const loaded = new Map();

const builtins = {
  'node:fs': {
    ...fs,
    readFileSync: (file, ...rest) =>
      file instanceof URL && file.href.startsWith(ROOT_URL)
        ? getAsset(file.href.slice(ROOT_URL.length), 'utf8')
        : fs.readFileSync(file, ...rest),
  },
  'node:module': { ...Module, createRequire: () => load },
};

function load(request) {
  if (!request.startsWith('./')) {
    // A module that a library can do without, and that Node would warn of.
    if (!Module.isBuiltin(request)) {
      throw Object.assign(new Error(`no module ${request}`), { code: 'MODULE_NOT_FOUND' });
    }
    return builtins[request] ?? require(request);
  }
  const path = `dist/chunks/${basename(request)}`;
  const known = loaded.get(path);
  if (known) return known.exports;
  const module = { exports: {} };
  loaded.set(path, module);
  const filename = `${ROOT}${path}`;
  const source = `(function (exports, require, module, __filename, __dirname) {${getAsset(path, 'utf8')}\n})`;
  new Script(source, { filename })
    .runInThisContext()
    .call(module.exports, module.exports, load, module, filename, `${ROOT}dist/chunks`);
  return module.exports;
}

load('./swiftcheck.cjs');
