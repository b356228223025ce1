// Flags over the environment over the configuration file over defaults, and where each value came from.
import type { Command } from 'commander';
import type { Config } from '../policy/config-file.js';
import { findConfig } from '../policy/find-config.js';
import { DEFAULT_DATA } from '../lab/data-set-names.js';
import { UsageError } from '../util/usage-error.js';
import { flagOf, namesOf } from './options/option.js';
import { CLUSTER_CHOICE, OVERRIDES, SWIFT_SEARCH } from './options/overrides.js';
import { readInto, SETTINGS, sourceIn, TEXT_CHECKS, type Setting } from './options/settings.js';
import { TABLE, type AllFlags, type OptionName, type OptionValues } from './options/table.js';

export interface Applied<F> {
  readonly flags: F;
  /** `null`: there is no file. */
  readonly config: Config | null;
  /** For each setting that has a value, by its option: `--headroom`, `default`, `FILE:3`. */
  readonly origins: ReadonlyMap<OptionName, string>;
  /** Flags that were given and that no file can hold, such as `--token`. */
  readonly unfiled: readonly string[];
}

/** They are about the file, or about what applies. */
const ABOUT_CONFIG: readonly string[] = ['config', 'printConfig'];

/**
 * @param search whether a run without --config uses the file of the working directory
 * @throws UsageError for a file that cannot be used
 */
export async function applyConfig<F extends Partial<AllFlags>>(
  flags: F,
  command: Command,
  search: boolean,
): Promise<Applied<F & Partial<AllFlags>>> {
  const file = flags.config ?? (search ? findConfig('.') : null);
  const config = file === null ? null : await read(file);
  const given: Given = new Map(
    namesOf(TABLE).flatMap((name) => {
      const origin = originOf(command, name);
      return origin === null ? [] : [[name, origin] as const];
    }),
  );
  const fromFile: { -readonly [N in OptionName]?: OptionValues[N] } = {};
  const origins = new Map<OptionName, string>();
  const taken = command.options.map((option) => option.attributeName());
  for (const setting of SETTINGS) {
    const { name, path } = setting;
    if (TABLE[name].ownForm || !taken.includes(name)) continue;
    const origin = given.get(name);
    // A lab that was asked for has a Tiller of its own.
    if (flags.lab !== undefined && origin === 'HELM_HOST') continue;
    const value =
      origin === undefined && config && applies(setting, flags, given, config)
        ? config.value(path)
        : undefined;
    if (config && value !== undefined) {
      const source = sourceIn(config, path);
      readInto(fromFile, name, value, source);
      origins.set(name, source.at);
    } else if (flags[name] !== undefined || origin !== undefined) {
      origins.set(name, origin ?? 'default');
    }
  }
  const filed = [...SETTINGS.map(({ name }): string => name), ...ABOUT_CONFIG];
  const unfiled = command.options
    .filter((option) => !filed.includes(option.attributeName()))
    .filter((option) => command.getOptionValueSource(option.attributeName()) === 'cli')
    .map((option) => option.long ?? option.flags);
  return { flags: { ...flags, ...fromFile }, config, origins, unfiled };
}

/**
 * Does what the settings ask for. The refusal of a setting that the file holds gets its place: its words name a flag
 * that was not given.
 */
export async function placed<T>(
  origins: Applied<unknown>['origins'],
  task: () => Promise<T>,
): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const [flag] = /(?<![\w-])--[a-z-]+/.exec(error.message) ?? [];
    const [, place] = [...origins].find(([name]) => flagOf(name) === flag) ?? [];
    // A setting of another origin has no line, and some words have the place already.
    if (place === undefined || !/:\d+$/.test(place) || error.message.startsWith(place)) throw error;
    throw new UsageError(`${place}: ${error.message}`, { cause: error });
  }
}

/** What gave an option its value before any file does; `null`: nothing did. */
function originOf(command: Command, name: OptionName): string | null {
  if (name === 'tiller' && command.getOptionValueSource('tiller') === undefined) {
    return process.env['HELM_HOST'] ? 'HELM_HOST' : null;
  }
  const option = command.options.find((each) => each.attributeName() === name);
  switch (command.getOptionValueSource(name)) {
    case 'cli':
      return option?.long ?? name;
    case 'env':
      return option?.envVar ?? 'environment';
    default:
      return null;
  }
}

type Given = ReadonlyMap<string, string>;

/** Whether no flag takes the place of what the file says, though the flag has another name. */
function applies(
  { name, section }: Setting,
  flags: Partial<AllFlags>,
  given: Given,
  config: Config,
): boolean {
  // `size` is the size of a file in the data set of the incident.
  if (name === 'size' && flags.data !== undefined && flags.data !== DEFAULT_DATA) return false;
  if (section !== 'endpoints') return true;
  if (flags.lab !== undefined) return false;
  const inFile = (endpoint: 'tiller' | 'swift') =>
    config.value(['endpoints', endpoint]) !== undefined;
  const { insteadOf } = TABLE[name];
  if (insteadOf !== undefined && given.has(insteadOf)) return false;
  const overridden = OVERRIDES.some(
    ({ settings, by, where }) =>
      settings.includes(name) &&
      by.some((other) => given.has(other)) &&
      (where === undefined || inFile(where)),
  );
  return !overridden && !(SEARCH.includes(name) && isNothingSearched(given, inFile));
}

const SEARCH: readonly OptionName[] = [...CLUSTER_CHOICE, ...SWIFT_SEARCH];
const ENDPOINTS = ['tiller', 'swift'] as const;

/** Both addresses are there, one of them from a flag, and no flag asks for a search. */
function isNothingSearched(
  given: Given,
  inFile: (endpoint: 'tiller' | 'swift') => boolean,
): boolean {
  return (
    ENDPOINTS.every((endpoint) => given.has(endpoint) || inFile(endpoint)) &&
    ENDPOINTS.some((endpoint) => given.has(endpoint)) &&
    !SEARCH.some((name) => given.has(name))
  );
}

async function read(file: string): Promise<Config> {
  const { readConfig } = await import('../policy/config-file.js');
  return readConfig(file, TEXT_CHECKS);
}
