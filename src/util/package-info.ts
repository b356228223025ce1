import { readFileSync } from 'node:fs';

/** The folder that holds package.json, from src/util as from dist/util. */
export const PACKAGE_ROOT = new URL('../../', import.meta.url);

let version: string | undefined;

/** The version of swiftcheck itself. */
export function toolVersion(): string {
  if (version === undefined) {
    const text = readFileSync(new URL('package.json', PACKAGE_ROOT), 'utf8');
    version = (JSON.parse(text) as { version: string }).version;
  }
  return version;
}
