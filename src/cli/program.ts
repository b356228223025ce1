// The commands and their flags. What a command does is imported when it runs.
import { Command, Option } from 'commander';
import { toolVersion } from '../util/package-info.js';
import { DEFAULT_PAIR, duration, knownSwift, knownTiller, payloadSize, port } from './parse.js';
import type { CheckFlags, ExplainFlags, MatrixFlags, ReportFlags } from './flags.js';
import { EXIT_CODES, examples, PLAIN_EXIT_CODES } from './help.js';
import { addManifestCommands } from './program-manifests.js';
import type { LabFlags } from './lab.js';
import { addPreflightCommand, policyFlags } from './program-preflight.js';
import { checkFlags, DATA_SETS, outputFlags } from './program-flags.js';
import type { Writer } from './writer.js';

const EXPLAIN_EXIT_CODES = `

Exit codes:
  0  explained
  1  nothing is known of the text
  2  usage error, such as a code that does not exist`;

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

  checkFlags(program.command('versions'))
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

  checkFlags(program.command('probe'))
    .description(
      'read both versions, list all releases directly and through Swift, compare, and say what fails where; only reads',
    )
    .optionsGroup('Payload and prediction:')
    .addOption(
      new Option(
        '--size <size>',
        'also try a payload of that size (4M, 512K, 4194304): a dry run that stores nothing; in the lab a chart file',
      ).argParser(payloadSize),
    )
    .option(
      '--install',
      'with --size: install a throwaway release of that size, list, and purge it',
    )
    .option('--yes', 'with --install: do not ask')
    .option('--what-if', 'also predict what each line of Swift would do with these releases')
    .option('--what-if-tiller', 'also predict it for each line of Tiller')
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

  addPreflightCommand(program, writer, exit);

  program
    .command('matrix')
    .description('show the documented pairs and the limits of each release')
    .addOption(new Option('--swift <version>', 'only this release of Swift').argParser(knownSwift))
    .addOption(
      new Option('--tiller <version>', 'only this release of Tiller').argParser(knownTiller),
    )
    .addOption(
      new Option('--format <format>', 'how to print')
        .choices(['text', 'json', 'markdown'])
        .default('text'),
    )
    .option('--ascii', 'nothing beyond ASCII in text (so does a C locale)')
    .addHelpText(
      'after',
      examples('swiftcheck matrix', 'swiftcheck matrix --swift 0.9.0 --tiller 2.10.0') +
        PLAIN_EXIT_CODES,
    )
    .action(async (flags: MatrixFlags) => {
      const { printMatrix } = await import('./matrix.js');
      printMatrix(flags, writer);
    });

  program
    .command('lab')
    .description('run an embedded Tiller and Swift on loopback in the foreground, until Ctrl-C')
    .addOption(
      new Option('--swift <version>', 'release of Swift')
        .argParser(knownSwift)
        .default(knownSwift(DEFAULT_PAIR.swift), DEFAULT_PAIR.swift),
    )
    .addOption(
      new Option('--tiller <version>', 'release of Tiller')
        .argParser(knownTiller)
        .default(knownTiller(DEFAULT_PAIR.tiller), DEFAULT_PAIR.tiller),
    )
    .option('--data <set>', `${DATA_SETS}, or a JSON or YAML file`, 'seed')
    .addOption(new Option('--tiller-port <port>', 'default: a free one').argParser(port))
    .addOption(new Option('--swift-port <port>', 'default: a free one').argParser(port))
    .option('--tiller-tls', 'Tiller speaks TLS, with a certificate made at start')
    .option('--swift-tls', 'Swift speaks HTTPS, likewise')
    .option('--tiller-down', 'a running Swift with its Tiller stopped')
    .addOption(
      new Option('--tiller-delay <time>', 'let every answer of Tiller wait').argParser(duration),
    )
    .addHelpText(
      'after',
      examples(
        'swiftcheck lab --swift 0.11.1 --tiller 2.13.0 --data notes',
        'swiftcheck lab --tiller-port 44134 --swift-port 9855 --data chunks',
      ) + PLAIN_EXIT_CODES,
    )
    .action(async (flags: LabFlags) => {
      const { runLab } = await import('./lab.js');
      await runLab(flags, writer);
    });

  policyFlags(outputFlags(program.command('report')))
    .description('judge saved evidence again, offline, with the same output and exit code')
    .argument('<file...>', 'what --save-evidence wrote; of a folder all its .json files')
    .option('--what-if', 'also predict what each line of Swift would do with these releases')
    .option('--what-if-tiller', 'also predict it for each line of Tiller')
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

  program
    .command('explain')
    .description('print the page of a finding, or say what an error text means; asks no endpoint')
    .argument('[code-or-text...]', 'a code, an error text in quotes, or - for standard input')
    .addOption(
      new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'),
    )
    .option('--no-color', 'no colour (so do NO_COLOR and no terminal, unless FORCE_COLOR is set)')
    .option('--ascii', 'nothing beyond ASCII in text (so does a C locale)')
    .addHelpText(
      'after',
      examples(
        'swiftcheck explain list-over-gateway-limit',
        `swiftcheck explain '{"code":11,"message":"EOF"}'`,
        'kubectl -n kube-system logs deploy/swift --tail=20 | swiftcheck explain -',
      ) + EXPLAIN_EXIT_CODES,
    )
    .action(async (words: string[], flags: ExplainFlags) => {
      const { explain } = await import('./explain.js');
      exit(await explain(words, flags, writer));
    });

  addManifestCommands(program, writer);
  for (const command of program.commands) {
    command.showHelpAfterError(`(swiftcheck ${command.name()} --help shows its flags)`);
  }
  return program;
}
