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
  /** A second name of the flag, which the help does not list. */
  readonly alias?: string;
  /** Most runs do without it: only `--help-all` lists it. */
  readonly rare?: true;
  /** The flag is written `--no-NAME`, and turns off what is on. */
  readonly negated?: true;
  readonly default?: T;
  readonly env?: string;
  /** The name of an option of the command that excludes this one. */
  readonly conflicts?: string;
  readonly role?: Role;
  /** The option that gives the same in another form. */
  readonly insteadOf?: string;
  /** The description in the schema; `true`: the help text; absent: the configuration file does not hold the option. */
  readonly inFile?: string | true;
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

/** Keeps the literal's own type, from which `Flags` derives which options have a value in each run. */
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
export function flagOf(name: string): string {
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
  if (withoutOptions.has(command)) return command;
  if (heading !== undefined) command.optionsGroup(heading);
  for (const name of namesOf(options)) {
    const option = options[name];
    const made = commanderOption(name, option);
    if (option.rare) rareOptions.add(made.hideHelp());
    command.addOption(made);
    if (option.alias === undefined) continue;
    command.addOption(new Alias(`--${option.alias} ${placeholderOf(option)}`, made));
  }
  return command;
}

/** Commands that this run does not call: to make the options of all takes as long as the rest of a short run. */
const withoutOptions = new WeakSet<Command>();

export function leaveOptionsOut(command: Command): Command {
  withoutOptions.add(command);
  return command;
}

/** Options that only `--help-all` lists. */
const rareOptions = new WeakSet<CommanderOption>();

/** Adds `--help`, and `--help-all` where the command has options that `--help` leaves out. */
export function addHelp(command: Command): Command {
  const rare = command.options.filter((option) => rareOptions.has(option));
  const help = new CommanderOption('-h, --help', 'Show this help').helpGroup(HELP);
  // A program with commands lists the command `help`.
  command.addHelpOption(help.hideHelp(command.commands.length > 0));
  if (rare.length === 0) return command;
  const text = `Show ${rare.length} more options${groupsWords(command)}`;
  command.addOption(new CommanderOption('--help-all', text).helpGroup(HELP));
  return command.on('option:help-all', () => {
    for (const option of rare) option.hideHelp(false);
    command.help();
  });
}

/** The groups that `--help` leaves out, as `, among them: TLS to Tiller, Limits of the run`. */
function groupsWords({ options }: Command): string {
  const shown = new Set(options.filter(({ hidden }) => !hidden).map(headingOf));
  const left = new Set(options.map(headingOf).filter((heading) => !shown.has(heading)));
  const names = [...left].map((heading) => heading.replace(/( \(.*\))?:$/, ''));
  return names.length > 0 ? `, among them: ${names.join(', ')}` : '';
}

function headingOf({ helpGroupHeading = '' }: CommanderOption): string {
  return helpGroupHeading;
}

const HELP = 'Help:';

/** A second name of an option. Its value is the value of that option. */
class Alias extends CommanderOption {
  constructor(
    flags: string,
    private readonly of: CommanderOption,
  ) {
    super(flags);
    this.hideHelp();
    if (of.parseArg) this.argParser(of.parseArg);
  }

  override attributeName(): string {
    return this.of.attributeName();
  }
}

function placeholderOf<T>({ codec, placeholder = codec.placeholder }: Option<T>): string {
  return placeholder ?? '';
}

function commanderOption<T>(name: string, option: Option<T>): CommanderOption {
  const { codec, help, short, negated, env, conflicts } = option;
  const placeholder = placeholderOf(option);
  const long = negated ? flagOf(name).replace('--', '--no-') : flagOf(name);
  const flags = `${short === undefined ? long : `-${short}, ${long}`} ${placeholder}`;
  const made = new CommanderOption(flags.trimEnd(), help);
  if (codec.choices) made.choices(codec.choices);
  else if (codec.append) made.argParser(codec.append);
  else if (placeholder !== '') made.argParser((text) => codec.parse(text, COMMAND_LINE));
  if (env !== undefined) made.env(env);
  if (conflicts !== undefined) made.conflicts(conflicts);
  if (option.default !== undefined) {
    const shown = codec.format(option.default);
    // Commander itself writes the quotes around a text.
    made.default(option.default, shown === option.default ? undefined : String(shown));
  }
  return made;
}
