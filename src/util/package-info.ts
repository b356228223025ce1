import { readFileSync } from 'node:fs';

/** The folder that holds package.json, from src/util as from dist/chunks. */
export const PACKAGE_ROOT = new URL('../../', import.meta.url);

/** A text file of the package, by its path in the package. */
export function packageText(path: string): string {
  return readFileSync(new URL(path, PACKAGE_ROOT), 'utf8');
}

let version: string | undefined;

/** The version of swiftcheck itself. */
export function toolVersion(): string {
  version ??= (JSON.parse(packageText('package.json')) as { version: string }).version;
  return version;
}
