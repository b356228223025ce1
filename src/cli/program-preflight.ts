// `swiftcheck preflight`, and the flags of a policy.
import { Option, type Command } from 'commander';
import { EXIT_CODES, examples } from './help.js';
import { collect, duration, payloadSize } from './parse.js';
import { percent, releaseSize, required } from './parse-policy.js';
import { checkFlags } from './program-flags.js';
import type { PreflightFlags } from './flags.js';
import type { Writer } from './writer.js';

export function addPreflightCommand(
  program: Command,
  writer: Writer,
  exit: (code: number) => void,
): void {
  policyFlags(checkFlags(program.command('preflight')))
    .description(
      'for CI: versions, probe and what a policy asks for in one run; never asks, never changes anything',
    )
    .addOption(
      new Option(
        '--wait <time>',
        'wait that long for endpoints that are not there yet, before the run',
      ).argParser(duration),
    )
    .addOption(
      new Option(
        '--size <size>',
        'also try a payload of that size: a dry run that stores nothing',
      ).argParser(payloadSize),
    )
    .option('--print-config', 'print what applies and where each value comes from; asks nobody')
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
}

/** What makes a policy, on the command line. */
export function policyFlags(command: Command): Command {
  return command
    .optionsGroup('Policy (over the configuration file):')
    .option(
      '--config <file>',
      'configuration (preflight: default swiftcheck.config.yaml, .yml or .json in this folder)',
    )
    .addOption(
      new Option(
        '--headroom <percent>',
        'fail where less than that share of a limit stays free, such as 20%',
      ).argParser(percent),
    )
    .addOption(
      new Option(
        '--max-release <size>',
        'fail where a stored revision is larger, such as 3M',
      ).argParser(releaseSize),
    )
    .addOption(
      new Option(
        '--require <releases>',
        "releases that may run (repeatable): 'swift@>=0.11.1', 'tiller@2.13.x', or both with a comma: one of the pairs that may",
      ).argParser(required),
    )
    .addOption(
      new Option(
        '--ignore <finding>',
        "accept a finding for a time (repeatable): 'CODE until YYYY-MM-DD: REASON'",
      ).argParser(collect),
    )
    .option(
      '--baseline <file>',
      'evidence of an earlier run (of several clusters its folder): fail only on what is new or worse',
    );
}
