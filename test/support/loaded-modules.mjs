// Preloaded with `node --import`: writes what was required to $LOADED_MODULES when the process ends, each file by
// its path and each module of Node by its name.
import { appendFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';

const Module = createRequire(import.meta.url)('node:module');
const load = Module._load;
const required = new Set();
Module._load = (request, ...rest) => {
  if (isBuiltin(request)) required.add(`node:${request.replace(/^node:/, '')}`);
  return load(request, ...rest);
};
process.on('exit', () => {
  const files = Object.keys(Module._cache);
  appendFileSync(process.env.LOADED_MODULES ?? '', [...files, ...required].join('\n'));
});
