// Which file is the configuration of a folder. Most runs have none, and need no parser of YAML.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../util/usage-error.js';

const CONFIG_NAMES = [
  'swiftcheck.config.yaml',
  'swiftcheck.config.yml',
  'swiftcheck.config.json',
] as const;

/** The configuration file of a folder; `null`: there is no file. @throws UsageError for several files */
export function findConfig(folder: string): string | null {
  const found = CONFIG_NAMES.filter((name) => existsSync(join(folder, name)));
  if (found.length > 1) {
    throw new UsageError(
      `there are ${found.join(' and ')}: keep one, or name it with --config FILE.`,
    );
  }
  return found[0] ?? null;
}
