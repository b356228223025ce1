// An option: one literal from which commander's option, the type of its value, its key in the configuration
// file with the schema of the key, and what takes its place are derived.
import { Option as CommanderOption, type Command } from 'commander';
import { COMMAND_LINE, type Codec } from './codec.js';

/** Options that answer one question. */
export type Role = 'cluster' | 'swift-search' | 'swift-access' | 'tiller-access';

interface Details<T> {
  /** What stands behind the flag, where it is not what the codec says. */
  readonly placeholder?: string;
  readonly short?: string;
  /** The flag is written `--no-NAME`, and turns off what is on. */
  readonly negated?: true;
  readonly default?: T;
  readonly env?: string;
  /** The name of an option of the command that excludes this one. */
  readonly conflicts?: string;
  readonly role?: Role;
  /** The option that says the same in another way. */
  readonly insteadOf?: string;
  /** The description in the schema; absent: the configuration file does not hold the option. */
  readonly inFile?: string;
  readonly example?: string;
  /** In the file; absent: the name of the option. */
  readonly key?: string;
  /** The file writes it in another form than the command line, see policy-forms.ts. */
  readonly ownForm?: true;
}

export interface Option<T> extends Details<T> {
  readonly codec: Codec<T>;
  readonly help: string;
}

type ValueOf<O> = O extends { readonly codec: Codec<infer T> } ? T : never;
type Kept<O> = O extends { readonly default: unknown } | { readonly negated: true } ? true : false;

/** What commander makes of options. */
export type Flags<G> = {
  readonly [N in keyof G as Kept<G[N]> extends true ? N : never]: ValueOf<G[N]>;
} & { readonly [N in keyof G as Kept<G[N]> extends true ? never : N]?: ValueOf<G[N]> };

/** The values of options by their names. */
export type Values<G> = { readonly [N in keyof G]: ValueOf<G[N]> };

/** Keeps the literal's own type, by which `Flags` tells what has a value in each run. */
export function option<T>(codec: Codec<T>, help: string): Option<T>;
export function option<T, D extends Details<T>>(
  codec: Codec<T>,
  help: string,
  details: D,
): Option<T> & D;
export function option(codec: unknown, help: string, details = {}): object {
  return { codec, help, ...details };
}

export function namesOf<G extends object>(options: G): (keyof G & string)[] {
  return Object.keys(options) as (keyof G & string)[];
}

/** `--tls-ca-cert`, of `tlsCaCert`. */
function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The flag of the first of these that was given. `false` is what a file says of a switch that is off. */
export function firstGiven<F extends object>(
  flags: F,
  names: readonly (keyof F & string)[],
): string | undefined {
  const name = names.find((each) => flags[each] !== undefined && flags[each] !== false);
  return name && flagOf(name);
}

/** @param heading of these in the help; absent: the one before */
export function addOptions<V extends object>(
  command: Command,
  options: { readonly [N in keyof V]: Option<V[N]> },
  heading?: string,
): Command {
  if (heading !== undefined) command.optionsGroup(heading);
  for (const name of namesOf(options)) command.addOption(commanderOption(name, options[name]));
  return command;
}

function commanderOption<T>(name: string, option: Option<T>): CommanderOption {
  const { codec, help, short, negated, env, conflicts } = option;
  const { placeholder = codec.placeholder } = option;
  const long = negated ? flagOf(name).replace('--', '--no-') : flagOf(name);
  const flags = [short === undefined ? long : `-${short}, ${long}`, placeholder ?? []]
    .flat()
    .join(' ');
  const made = new CommanderOption(flags, help);
  if (codec.choices) made.choices(codec.choices);
  else if (codec.append) made.argParser(codec.append);
  else if (placeholder !== undefined) made.argParser((text) => codec.parse(text, COMMAND_LINE));
  if (env !== undefined) made.env(env);
  if (conflicts !== undefined) made.conflicts(conflicts);
  if (option.default !== undefined) {
    const shown = codec.format(option.default);
    // Of a text commander itself writes the quotes.
    made.default(option.default, shown === option.default ? undefined : String(shown));
  }
  return made;
}
