// The commands and their flags. What a command does is imported when it runs.
import { Command } from 'commander';
import type { CheckFlags, PreflightFlags, ReportFlags } from './flags.js';
import { CHECK_EXIT_CODES, documentation, EXIT_CODES, examples, PLAIN_EXIT_CODES } from './help.js';
import { withMeant } from './meant.js';
import { listOf, TEXT } from './options/codec.js';
import * as own from './options/commands.js';
import { addHelp, addOptions, leaveOptionsOut } from './options/option.js';
import { shorten } from '../util/safe-text.js';
import { LONGEST_REASON } from '../util/usage-error.js';
import * as table from './options/table.js';
import { addManifestCommands } from './program-manifests.js';
import { PROGRAM } from './program-name.js';
import { addOwnCommands } from './program-own.js';
import { addDiffCommand, addPlanCommand, addWatchCommand } from './program-plan.js';
import type { Writer } from './writer.js';

const EXPLAIN_EXIT_CODES = `
Exit codes: 0 explained, 1 no known error matches the text, 2 usage error`;

const CLEANUP_EXIT_CODES = `
Exit codes: 0 nothing is left, 1 something is left, 2 usage error,
  3 Tiller could not be asked`;

/** @param only the command whose options are needed; absent: those of all */
export function buildProgram(writer: Writer, exit: (code: number) => void, only?: string): Command {
  const program = new Command(PROGRAM)
    .description("Finds out why Swift, the HTTP proxy of Helm 2's Tiller, fails, and what to do.")
    .usage('<command> [options]')
    .helpCommand(false)
    .configureHelp({
      subcommandTerm: (command) => [command.name(), ...command.aliases()].join(', '),
    })
    .showSuggestionAfterError(false)
    .exitOverride()
    .configureOutput({
      writeOut: writer.out,
      writeErr: writer.err,
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
    })
    .addHelpText(
      'after',
      examples('swiftcheck probe --lab --size 4M') + EXIT_CODES + documentation('README.md'),
    );

  if (only !== undefined) {
    program.createCommand = (name) => {
      const command = new Command(name);
      return name === only ? command : leaveOptionsOut(command);
    };
  }

  program.commandsGroup('Check:');
  const probe = checkOptions(program.command('probe').alias('check'), {
    ...table.payload,
    ...table.prediction,
    ...table.lists,
  });
  probe
    .summary('Check Swift and Tiller, and say what fails and why')
    .description(
      'Reads both versions, lists all releases directly and through Swift, compares the lists, and says which hop fails, why and what to do. Without addresses it searches the cluster of the kubeconfig. It only reads, except with --install.',
    )
    .addHelpText(
      'after',
      examples(
        'swiftcheck probe',
        'swiftcheck probe --kube-context prod -o html=report.html',
        'swiftcheck probe --tiller 127.0.0.1:44134 --swift http://127.0.0.1:9855',
        'swiftcheck probe --lab swift@0.11.1,tiller@2.13.0 --size 4M',
      ) +
        CHECK_EXIT_CODES +
        documentation('docs/kubernetes.md'),
    )
    .action(async (flags: CheckFlags, command: Command) => {
      const { configured } = await import('./configured.js');
      exit(await configured('probe', flags, command, writer));
    });

  checkOptions(program.command('versions'), {})
    .summary('Check the two versions only')
    .description('Reads both versions and looks the pair up in the built-in table.')
    .addHelpText(
      'after',
      examples(
        'swiftcheck versions',
        'swiftcheck versions --tiller 127.0.0.1:44134 --swift http://127.0.0.1:9855',
      ) +
        CHECK_EXIT_CODES +
        documentation('docs/kubernetes.md'),
    )
    .action(async (flags: CheckFlags, command: Command) => {
      const { configured } = await import('./configured.js');
      exit(await configured('versions', flags, command, writer));
    });

  checkOptions(program.command('preflight'), { ...table.preflight, ...table.lists }, table.policy)
    .summary('Check against a policy, for CI')
    .description(
      'Checks like probe, and compares the result with a policy. It never asks and never changes the cluster.',
    )
    .addHelpText(
      'after',
      examples(
        'swiftcheck preflight',
        "swiftcheck preflight --headroom 20% --require 'swift@>=0.11.1' --wait 2m",
        'swiftcheck preflight -o github -o junit=swiftcheck.xml',
      ) +
        CHECK_EXIT_CODES +
        documentation('docs/preflight.md'),
    )
    .action(async (flags: PreflightFlags, command: Command) => {
      const { configured } = await import('./configured.js');
      exit(await configured('preflight', flags, command, writer));
    });

  addPlanCommand(program, writer, exit);
  addWatchCommand(program, writer, exit);
  const report = program.command('report');
  addOptions(report, table.output, 'Output:');
  addOptions(report, { ...own.report, ...table.policy }, 'Policy:');
  addOptions(report, table.prediction, 'Prediction:');
  addOptions(report, table.terminal, 'Terminal:');
  report
    .summary('Judge saved evidence again, offline')
    .description(
      'Judges evidence that probe --save-evidence saved. Output and exit code are those of the run, unless flags set another policy.',
    )
    .argument('<file...>', 'Evidence; of a folder, every .json file', listOf(TEXT).append)
    .addHelpText(
      'after',
      examples(
        'swiftcheck report evidence.json -o html=report.html',
        'swiftcheck report clusters/ -o short',
      ) +
        CHECK_EXIT_CODES +
        documentation('docs/formats.md'),
    )
    .action(async (files: string[], flags: ReportFlags, command: Command) => {
      const { report } = await import('./report.js');
      exit(await report(files, flags, command, writer));
    });

  addDiffCommand(program, writer, exit);

  program.commandsGroup('Look up:');
  addOptions(program.command('explain'), own.explain, 'Output:')
    .summary('Explain an error text or a finding')
    .description(
      'Says which program reports an error text, on which hop, why, and what to do; or prints the page of a finding. Without an argument it lists the findings. It uses no network.',
    )
    .argument('[code-or-text...]', 'A code, an error text in quotes, or - for standard input')
    .addHelpText(
      'after',
      examples(
        `swiftcheck explain '{"code":11,"message":"EOF"}'`,
        'swiftcheck explain list-over-receive-limit',
        'kubectl -n kube-system logs deploy/swift --tail=20 | swiftcheck explain -',
      ) +
        EXPLAIN_EXIT_CODES +
        documentation('docs/findings.md'),
    )
    .action(async (words: string[], flags: own.ExplainFlags) => {
      const { explain } = await import('./explain.js');
      exit(await explain(words, flags, writer));
    });

  addOptions(program.command('matrix'), own.matrix, 'Options:')
    .summary('Show the documented pairs and the limits of each version')
    .description(
      'Shows the documented pairs of Swift and Tiller, and the limits of each version; or which version to run with another one.',
    )
    .addHelpText(
      'after',
      examples(
        'swiftcheck matrix',
        'swiftcheck matrix --swift 0.9.0 --tiller 2.10.0',
        'swiftcheck matrix --for-tiller 2.10.0',
      ) +
        PLAIN_EXIT_CODES +
        documentation('README.md'),
    )
    .action(async (flags: own.MatrixFlags) => {
      const { printMatrix } = await import('./matrix.js');
      await printMatrix(flags, writer);
    });

  program.commandsGroup('Set up:');
  addOptions(program.command('lab'), own.lab, 'Options:')
    .summary('Run an embedded Swift and Tiller, until Ctrl-C')
    .description(
      'Runs an embedded Tiller and Swift on loopback until Ctrl-C, for curl, helm and swiftcheck.',
    )
    .addHelpText(
      'after',
      examples(
        'swiftcheck lab --swift 0.11.1 --tiller 2.13.0 --data notes',
        'swiftcheck lab --tiller-port 44134 --swift-port 9855 --data chunks',
      ) +
        PLAIN_EXIT_CODES +
        documentation('docs/lab.md'),
    )
    .action(async (flags: own.LabFlags) => {
      const { runLab } = await import('./lab.js');
      await runLab(flags, writer);
    });

  const cleanup = program.command('cleanup');
  addOptions(cleanup, own.cleanup.cluster, 'Cluster:');
  addOptions(cleanup, own.cleanup.addresses, 'Address, in place of the search in the cluster:');
  addOptions(cleanup, own.cleanup.tls, 'TLS to Tiller (as in Helm):');
  addOptions(cleanup, own.cleanup.run, 'Run:')
    .summary('Remove throwaway releases that a killed --install left')
    .description(
      'Shows the throwaway releases that a killed probe --install left in Tiller, and removes them once you agree. It removes only a release with the mark of swiftcheck.',
    )
    .addHelpText(
      'after',
      examples('swiftcheck cleanup', 'swiftcheck cleanup --tiller 127.0.0.1:44134 --yes') +
        CLEANUP_EXIT_CODES +
        documentation('docs/payload.md'),
    )
    .action(async (flags: own.CleanupFlags) => {
      const { cleanup } = await import('./cleanup.js');
      exit(await cleanup(flags, writer));
    });

  addManifestCommands(program, writer, (own) => buildProgram(own, () => undefined));
  addOwnCommands(program, writer);
  for (const command of [program, ...program.commands]) {
    addHelp(command);
    const name = command === program ? PROGRAM : `${PROGRAM} ${command.name()}`;
    const more = command === program ? 'lists the commands' : 'lists the options';
    command.showHelpAfterError(`(${name} --help ${more})`).configureOutput({
      outputError: (text, write) =>
        write(`${shorten(withMeant(text, command).trimEnd(), LONGEST_REASON)}\n`),
    });
  }
  return program;
}

type Options = Parameters<typeof addOptions>[1];

/** The options of commands that ask endpoints: what most runs need first. */
function checkOptions(command: Command, more: Options, policy: Options = {}): Command {
  addOptions(command, table.cluster, 'Cluster:');
  addOptions(command, table.addresses, 'Addresses, in place of the search in the cluster:');
  addOptions(command, more, 'Payload, waiting and prediction:');
  addOptions(command, { ...table.output, ...table.saving }, 'Output:');
  addOptions(command, policy, 'Policy:');
  addOptions(command, { ...table.config, ...table.printConfig }, 'Configuration:');
  addOptions(command, table.lab, 'Embedded lab, in place of a cluster:');
  addOptions(command, table.search, 'Search in the cluster:');
  addOptions(command, table.tillerTls, 'TLS to Tiller (as in Helm):');
  addOptions(command, table.swiftAccess, 'Access to Swift (as in curl):');
  addOptions(command, table.limits, 'Limits of the run:');
  return addOptions(command, table.terminal, 'Terminal:');
}
