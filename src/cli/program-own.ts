// Commands about the program itself: its help, its version, and completion in shells.
import { Argument, type Command } from 'commander';
import { toolVersion } from '../util/package-info.js';
import { documentation, examples, PLAIN_EXIT_CODES } from './help.js';
import { SHELLS, type Shell } from './shell/shells.js';
import type { Writer } from './writer.js';

/** `help`, `completion` and `version`. */
export function addOwnCommands(program: Command, writer: Writer): void {
  program.version(toolVersion(), '--version', 'Show the version of swiftcheck');
  // The help lists the commands of the same name.
  for (const option of program.options) option.hideHelp();
  program
    .commandsGroup('Help:')
    .command('help')
    .summary('Show the help of a command')
    .description('Shows the help of a command, or lists all commands.')
    .argument('[command]')
    .action((name?: string) => {
      const named = program.commands.find(
        (each) => name !== undefined && [each.name(), ...each.aliases()].includes(name),
      );
      if (name !== undefined && named === undefined) {
        program.error(`error: unknown command '${name}'`);
      }
      (named ?? program).outputHelp();
    });
  program
    .command('completion')
    .summary('Print a script that completes commands in a shell')
    .description(
      'Prints a script for bash, zsh or fish. The shell then completes commands, options, codes, versions, formats and contexts.',
    )
    .addArgument(new Argument('<shell>', 'Shell').choices(SHELLS))
    .addHelpText(
      'after',
      examples(
        'swiftcheck completion bash > swiftcheck.bash',
        'swiftcheck completion fish > ~/.config/fish/completions/swiftcheck.fish',
      ) +
        PLAIN_EXIT_CODES +
        documentation('README.md'),
    )
    .action(async (shell: Shell) => {
      const { completionScript, shellCommands } = await import('./shell/shell.js');
      writer.out(completionScript(shell, shellCommands(program)));
    });
  program
    .command('version')
    .summary('Show the version of swiftcheck')
    .description('Shows the version of swiftcheck.')
    .action(() => {
      writer.out(`${toolVersion()}\n`);
    });
}
