// The commands and their flags. What a command does is imported when it runs.
import { Command } from 'commander';
import { toolVersion } from '../util/package-info.js';
import type { CheckFlags, PreflightFlags, ReportFlags } from './flags.js';
import { EXIT_CODES, examples, PLAIN_EXIT_CODES } from './help.js';
import * as own from './options/commands.js';
import { addOptions } from './options/option.js';
import * as table from './options/table.js';
import { addManifestCommands } from './program-manifests.js';
import type { Writer } from './writer.js';

const EXPLAIN_EXIT_CODES = `

Exit codes:
  0  explained
  1  nothing is known of the text
  2  usage error, such as a code that does not exist`;

const CLEANUP_EXIT_CODES = `

Exit codes:
  0  no throwaway release of swiftcheck is left
  1  one is left: nobody agreed, or Tiller did not remove it
  2  usage error
  3  Tiller could not be asked`;

export function buildProgram(writer: Writer, exit: (code: number) => void): Command {
  const program = new Command('swiftcheck')
    .description(
      "Finds out why Swift, the HTTP proxy in front of Helm v2's Tiller, fails: which hop, why, with which numbers, and what to do.",
    )
    .version(toolVersion(), '--version', 'print the version of swiftcheck')
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .showHelpAfterError('(swiftcheck --help shows the commands)')
    .exitOverride()
    .configureOutput({
      writeOut: writer.out,
      writeErr: writer.err,
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
    })
    .addHelpText(
      'after',
      examples(
        'swiftcheck probe --lab --size 4M',
        'swiftcheck versions --tiller 127.0.0.1:44134 --swift http://127.0.0.1:9855',
      ) + EXIT_CODES,
    );

  checkOptions(program.command('versions'))
    .description('read both versions and check the pair against the built-in matrix')
    .addHelpText(
      'after',
      examples(
        'swiftcheck versions --tiller 127.0.0.1:44134 --swift http://127.0.0.1:9855',
        'swiftcheck versions --tiller 127.0.0.1:44134 --swift-version 0.9.0 \\',
        '  --swift $SERVER/api/v1/namespaces/kube-system/services/helm-api:http/proxy \\',
        '  --token-file token --cacert /etc/kubernetes/pki/ca.crt',
      ) + EXIT_CODES,
    )
    .action(async (flags: CheckFlags) => {
      const { check } = await import('./check.js');
      exit(await check('versions', flags, writer));
    });

  const probe = addOptions(checkOptions(program.command('probe')), table.lists, 'Lists:');
  addOptions(probe, { ...table.payload, ...table.prediction }, 'Payload and prediction:')
    .description(
      'read both versions, list all releases directly and through Swift, compare, and say what fails where; only reads',
    )
    .addHelpText(
      'after',
      examples(
        'swiftcheck probe --lab --size 4M',
        'swiftcheck probe --lab swift@0.11.1,tiller@2.13.0 --size 4M',
        'swiftcheck probe --tiller 127.0.0.1:44134 --swift http://127.0.0.1:9855 \\',
        '  --size 4M',
      ) + EXIT_CODES,
    )
    .action(async (flags: CheckFlags) => {
      const { check } = await import('./check.js');
      exit(await check('probe', flags, writer));
    });

  const preflight = policyOptions(checkOptions(program.command('preflight')));
  addOptions(preflight, { ...table.lists, ...table.preflight })
    .description(
      'for CI: versions, probe and what a policy asks for in one run; never asks, never changes anything',
    )
    .addHelpText(
      'after',
      examples(
        'swiftcheck preflight',
        "swiftcheck preflight --headroom 20% --require 'swift@>=0.11.1' --wait 2m",
        'swiftcheck preflight --format github --format junit=swiftcheck.xml',
      ) + EXIT_CODES,
    )
    .action(async (flags: PreflightFlags, command: Command) => {
      const { preflight } = await import('./preflight.js');
      exit(await preflight(flags, command, writer));
    });

  addOptions(program.command('matrix'), own.matrix)
    .description('show the documented pairs and the limits of each release')
    .addHelpText(
      'after',
      examples('swiftcheck matrix', 'swiftcheck matrix --swift 0.9.0 --tiller 2.10.0') +
        PLAIN_EXIT_CODES,
    )
    .action(async (flags: own.MatrixFlags) => {
      const { printMatrix } = await import('./matrix.js');
      printMatrix(flags, writer);
    });

  addOptions(program.command('lab'), own.lab)
    .description('run an embedded Tiller and Swift on loopback in the foreground, until Ctrl-C')
    .addHelpText(
      'after',
      examples(
        'swiftcheck lab --swift 0.11.1 --tiller 2.13.0 --data notes',
        'swiftcheck lab --tiller-port 44134 --swift-port 9855 --data chunks',
      ) + PLAIN_EXIT_CODES,
    )
    .action(async (flags: own.LabFlags) => {
      const { runLab } = await import('./lab.js');
      await runLab(flags, writer);
    });

  const report = policyOptions(outputOptions(program.command('report')));
  addOptions(report, table.prediction)
    .description('judge saved evidence again, offline, with the same output and exit code')
    .argument('<file...>', 'what --save-evidence wrote; of a folder all its .json files')
    .addHelpText(
      'after',
      examples(
        'swiftcheck report evidence.json --format json',
        'swiftcheck report clusters/*.json --format html=overview.html',
      ) + EXIT_CODES,
    )
    .action(async (files: string[], flags: ReportFlags, command: Command) => {
      const { report } = await import('./report.js');
      exit(await report(files, flags, command, writer));
    });

  addOptions(program.command('explain'), own.explain)
    .description('print the page of a finding, or say what an error text means; asks no endpoint')
    .argument('[code-or-text...]', 'a code, an error text in quotes, or - for standard input')
    .addHelpText(
      'after',
      examples(
        'swiftcheck explain list-over-gateway-limit',
        `swiftcheck explain '{"code":11,"message":"EOF"}'`,
        'kubectl -n kube-system logs deploy/swift --tail=20 | swiftcheck explain -',
      ) + EXPLAIN_EXIT_CODES,
    )
    .action(async (words: string[], flags: own.ExplainFlags) => {
      const { explain } = await import('./explain.js');
      exit(await explain(words, flags, writer));
    });

  const cleanup = addOptions(
    program.command('cleanup'),
    own.cleanup.tiller,
    'Tiller (as in Helm):',
  );
  addOptions(cleanup, own.cleanup.kubernetes, 'Kubernetes (finds what is not given above):');
  addOptions(cleanup, own.cleanup.run, 'Run:')
    .description(
      'show throwaway releases that a probe --install left in Tiller, and remove them once you agree',
    )
    .addHelpText(
      'after',
      examples('swiftcheck cleanup', 'swiftcheck cleanup --tiller 127.0.0.1:44134 --yes') +
        CLEANUP_EXIT_CODES,
    )
    .action(async (flags: own.CleanupFlags) => {
      const { cleanup } = await import('./cleanup.js');
      exit(await cleanup(flags, writer));
    });

  addManifestCommands(program, writer);
  for (const command of program.commands) {
    command.showHelpAfterError(`(swiftcheck ${command.name()} --help shows its flags)`);
  }
  return program;
}

/** The options of commands that ask endpoints. */
function checkOptions(command: Command): Command {
  addOptions(command, table.tiller, 'Tiller (as in Helm):');
  addOptions(command, table.swift, 'Swift (as in curl):');
  addOptions(command, table.kubernetes, 'Kubernetes (finds what is not given above):');
  addOptions(command, table.lab, 'Lab:');
  addOptions(command, table.run, 'Run:');
  return outputOptions(command);
}

function outputOptions(command: Command): Command {
  return addOptions(command, table.output, 'Output:');
}

/** What makes a policy, on the command line. */
function policyOptions(command: Command): Command {
  return addOptions(command, table.policy, 'Policy (over the configuration file):');
}
