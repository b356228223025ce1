// Flags over the environment over the configuration file over defaults, and where each value came from.
import { isAbsolute, join } from 'node:path';
import type { Command } from 'commander';
import { findConfig, readConfig, type Config } from '../policy/config-file.js';
import type { PreflightFlags } from './flags.js';
import { CLUSTER_CHOICE, SUPERSEDED, SWIFT_SEARCH } from './settings-groups.js';
import { SETTINGS, TEXT_CHECKS, type Setting } from './settings.js';

export interface Applied<F> {
  readonly flags: F;
  /** `null`: there is no file. */
  readonly config: Config | null;
  /** For each setting that has a value, by its path with dots: `--headroom`, `default`, `FILE:3`. */
  readonly origins: ReadonlyMap<string, string>;
  /** Flags that were given and that no file can hold, such as `--token`. */
  readonly unfiled: readonly string[];
}

/** What these say a file says as well, or is about the file. */
const POLICY_FLAGS = ['config', 'require', 'ignore', 'printConfig'];

/**
 * @param search whether a file of the working directory is taken where none is named
 * @throws UsageError for a file that cannot be used
 */
export async function applyConfig<F extends Partial<PreflightFlags>>(
  flags: F,
  command: Command,
  search: boolean,
): Promise<Applied<F>> {
  const file = flags.config ?? (search ? findConfig('.') : null);
  const config = file === null ? null : await readConfig(file, TEXT_CHECKS);
  const given = (flag: keyof PreflightFlags) => sourceOf(command, flag);
  const merged: Partial<Record<keyof PreflightFlags, unknown>> = { ...flags };
  const origins = new Map<string, string>();
  for (const setting of SETTINGS) {
    const { path, flag, kind } = setting;
    if (!takes(command, flag)) continue;
    const source = given(flag);
    // A lab that was asked for has a Tiller of its own.
    if (flags.lab !== undefined && source === 'HELM_HOST') continue;
    const value =
      source === null && config && stands(setting, flags, given, config)
        ? config.value(path)
        : undefined;
    if (config && value !== undefined) {
      merged[flag] = kind.read(value, {
        file: (name) => (isAbsolute(name) ? name : join(config.folder, name)),
        entry: (index) => `${config.file}:${config.lineOf([...path, index])}`,
      });
      origins.set(path.join('.'), `${config.file}:${config.lineOf(path)}`);
    } else if (merged[flag] !== undefined || source !== null) {
      origins.set(path.join('.'), source ?? 'default');
    }
  }
  // Each value is what its setting's kind reads, which is what the flag's own parser gives.
  const filed = [...SETTINGS.map(({ flag }): string => flag), ...POLICY_FLAGS];
  const unfiled = command.options
    .filter((option) => !filed.includes(option.attributeName()))
    .filter((option) => command.getOptionValueSource(option.attributeName()) === 'cli')
    .map((option) => option.long ?? option.flags);
  return { flags: merged as F, config, origins, unfiled };
}

/** Whether the command has the flag at all. */
function takes(command: Command, flag: string): boolean {
  return command.options.some((option) => option.attributeName() === flag);
}

/** What gave a flag its value before any file does; `null`: nothing did. */
function sourceOf(command: Command, flag: string): string | null {
  if (flag === 'tiller' && command.getOptionValueSource('tiller') === undefined) {
    return process.env['HELM_HOST'] ? 'HELM_HOST' : null;
  }
  const option = command.options.find((each) => each.attributeName() === flag);
  switch (command.getOptionValueSource(flag)) {
    case 'cli':
      return option?.long ?? flag;
    case 'env':
      return option?.envVar ?? 'environment';
    default:
      return null;
  }
}

/** Whether no flag takes the place of what the file says, though it has another name. */
function stands(
  { path, flag }: Setting,
  flags: Partial<PreflightFlags>,
  given: (flag: keyof PreflightFlags) => string | null,
  config: Config,
): boolean {
  if (path[0] !== 'endpoints') return true;
  if (flags.lab !== undefined) return false;
  const names = (endpoint: 'tiller' | 'swift') =>
    config.value(['endpoints', endpoint]) !== undefined;
  const superseded = SUPERSEDED.some(
    ({ settings, by, where }) =>
      settings.includes(flag) &&
      by.some((other) => given(other) !== null) &&
      (where === undefined || names(where)),
  );
  if (superseded) return false;
  return !(SEARCH.includes(flag) && nothingIsLookedFor(given, names));
}

const SEARCH: readonly (keyof PreflightFlags)[] = [...CLUSTER_CHOICE, ...SWIFT_SEARCH];

/** Both addresses are there, one of them from a flag, and no flag asks for a search. */
function nothingIsLookedFor(
  given: (flag: keyof PreflightFlags) => string | null,
  names: (endpoint: 'tiller' | 'swift') => boolean,
): boolean {
  const both = (['tiller', 'swift'] as const).every((one) => given(one) !== null || names(one));
  const isGiven = (flag: keyof PreflightFlags) => given(flag) !== null;
  return both && ['tiller' as const, 'swift' as const].some(isGiven) && !SEARCH.some(isGiven);
}
