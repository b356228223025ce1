// Preloaded with `node --import`: writes the URL of every ES module that is loaded to $LOADED_MODULES.
import { register } from 'node:module';

const file = JSON.stringify(process.env.LOADED_MODULES);
const hooks = `
import { appendFileSync } from 'node:fs';
export async function load(url, context, next) {
  appendFileSync(${file}, url + '\\n');
  return next(url, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
