// What can follow on a command line, read from the commands themselves: for completion and for the manual.
import type { Command, Option } from 'commander';
import { FINDING_CODES } from '../../checks/registry.js';
import { SWIFT_RELEASES } from '../../knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../../knowledge/tiller-releases.js';
import { DATA_SETS } from '../../lab/data-set-names.js';
import { FORMAT_NAMES } from '../../reports/formats.js';

/** What can be completed: these words, a file, or a context of the kubeconfig. */
export type Candidates = readonly string[] | 'file' | 'context';

export interface ShellFlag {
  /** As typed: `-o`, `--format`. */
  readonly names: readonly string[];
  readonly help: string;
  /** `null`: it takes no value. No words: nothing is known of the value. */
  readonly value: Candidates | null;
}

export interface ShellCommand {
  readonly names: readonly string[];
  readonly summary: string;
  readonly flags: readonly ShellFlag[];
  readonly argument: Candidates;
}

/** Commands in the order of the help. */
export function shellCommands(program: Command): ShellCommand[] {
  return program.commands.map((command) => ({
    names: [command.name(), ...command.aliases()],
    summary: command.summary(),
    flags: flagsOf(command),
    argument: argumentOf(program, command),
  }));
}

/** A second name of an option is an option of its own there, with the same value. */
function flagsOf(command: Command): ShellFlag[] {
  const flags = new Map<string, ShellFlag>();
  for (const option of [...command.options, ...helpOf(command)]) {
    const flag = flagOf(command, option);
    const same = flags.get(option.attributeName());
    flags.set(
      option.attributeName(),
      same === undefined ? flag : { ...same, names: [...same.names, ...flag.names] },
    );
  }
  return [...flags.values()];
}

function helpOf(command: Command): Option[] {
  const help = command.createHelp().visibleOptions(command);
  return help.filter(({ long }) => long === '--help');
}

function flagOf(command: Command, option: Option): ShellFlag {
  const { short, long, required, optional } = option;
  return {
    names: [short, long].filter((name) => name !== undefined),
    // With default, choices and variable, as in the help.
    help: command.createHelp().optionDescription(option),
    value: required || optional ? valueOf(command.name(), option) : null,
  };
}

function valueOf(command: string, { long, argChoices, flags }: Option): Candidates {
  if (argChoices) return argChoices;
  switch (long) {
    case '--context':
    case '--kube-context':
      return 'context';
    case '--only':
    case '--skip':
    case '--ignore':
      return FINDING_CODES;
    case '--data':
      return DATA_SETS;
    case '--format':
      return FORMAT_NAMES;
    case '--swift-version':
      return versions(SWIFT_RELEASES);
    case '--swift':
      return command === 'lab' || command === 'matrix' ? versions(SWIFT_RELEASES) : [];
    case '--tiller':
      return command === 'lab' || command === 'matrix' ? versions(TILLER_RELEASES) : [];
    default:
      return /<(?:file|folder)/.test(flags) ? 'file' : [];
  }
}

function versions(releases: readonly { readonly version: string }[]): string[] {
  return releases.map(({ version }) => version);
}

function argumentOf(program: Command, command: Command): Candidates {
  const choices = command.registeredArguments[0]?.argChoices;
  if (choices) return choices;
  switch (command.name()) {
    case 'explain':
      return FINDING_CODES;
    case 'help':
      return program.commands.map((each) => each.name());
    case 'report':
      return 'file';
    default:
      return [];
  }
}
