// The commands that look ahead: what to change, and what it does.
import type { Command } from 'commander';
import { documentation, examples } from './help.js';
import {
  diff,
  plan,
  watch,
  type DiffFlags,
  type PlanFlags,
  type WatchFlags,
} from './options/commands.js';
import { notEmpty } from './options/codec.js';
import { addOptions } from './options/option.js';
import * as table from './options/table.js';
import type { Writer } from './writer.js';

const PLAN_EXIT_CODES = `
Exit codes: 0 the list passes as it is, 1 a change is needed or a rehearsal
  differs, 2 usage error, 3 no plan: a version or a size is unknown`;

const DIFF_EXIT_CODES = `
Exit codes: 0 nothing that counts is new or worse, 1 a finding that counts is,
  2 usage error, 3 the later run did not examine everything`;

export function addPlanCommand(
  program: Command,
  writer: Writer,
  exit: (code: number) => void,
): void {
  const command = program.command('plan');
  addOptions(command, plan.choice, 'Plan:');
  addOptions(command, { ...plan.output, ...table.saving }, 'Output:');
  endpointOptions(command)
    .summary('Plan the steps to versions with which the list passes')
    .description(
      'Computes for the stored releases which versions of Swift and Tiller list them, and prints the steps with their commands. It reads saved evidence, or probes like `swiftcheck probe`. It changes nothing.',
    )
    .argument('[evidence]', 'Evidence, or a JSON report (default: probe the endpoints)', notEmpty)
    .addHelpText(
      'after',
      examples(
        'swiftcheck plan',
        'swiftcheck plan prod.json --rehearse',
        'swiftcheck plan --lab -o markdown',
      ) +
        PLAN_EXIT_CODES +
        documentation('docs/plan.md'),
    )
    .action(async (file: string | undefined, flags: PlanFlags, self: Command) => {
      const { runPlan } = await import('./plan.js');
      exit(await runPlan(file, flags, self, writer));
    });
}

const WATCH_EXIT_CODES = `
Exit codes: 0 stopped by Ctrl-C or SIGTERM, 2 usage error`;

export function addWatchCommand(
  program: Command,
  writer: Writer,
  exit: (code: number) => void,
): void {
  const command = program.command('watch');
  addOptions(command, watch.rounds, 'Rounds:');
  endpointOptions(command)
    .summary('Probe again and again, print what changes, serve metrics')
    .description(
      'Reads the versions in each round, lists the releases now and then and after a change, and prints a line for each change. It only reads. Ctrl-C or SIGTERM stops it.',
    )
    .addHelpText(
      'after',
      examples(
        'swiftcheck watch --interval 10m',
        'swiftcheck watch --kube-context prod --listen 9090',
        'swiftcheck manifests deployment --image registry.example/swiftcheck:0.1.0',
      ) +
        WATCH_EXIT_CODES +
        documentation('docs/watch.md'),
    )
    .action(async (flags: WatchFlags, self: Command) => {
      const { runWatch } = await import('./watch-command.js');
      exit(await runWatch(flags, self, writer));
    });
}

export function addDiffCommand(
  program: Command,
  writer: Writer,
  exit: (code: number) => void,
): void {
  addOptions(program.command('diff'), diff, 'Options:')
    .summary('Compare two runs: versions, findings, limits, releases')
    .description(
      'Compares saved evidence: versions, releases that were added, grown or removed, findings that are new, worse, better or gone, and what is free of each limit.',
    )
    .argument('<before>', 'Evidence, or a JSON report, of the earlier run', notEmpty)
    .argument('<after>', 'The same of the later run', notEmpty)
    .addHelpText(
      'after',
      examples(
        'swiftcheck diff before.json after.json',
        'swiftcheck diff before.json after.json -o markdown',
      ) +
        DIFF_EXIT_CODES +
        documentation('docs/diff.md'),
    )
    .action(async (before: string, after: string, flags: DiffFlags) => {
      const { runDiff } = await import('./diff.js');
      exit(await runDiff(before, after, flags, writer));
    });
}

/** Those of a command that asks endpoints and makes something else of the answers than a report. */
function endpointOptions(command: Command): Command {
  addOptions(command, table.cluster, 'Cluster:');
  addOptions(command, table.addresses, 'Addresses, in place of the search in the cluster:');
  addOptions(command, { ...table.config, ...table.lists }, 'Configuration and lists:');
  addOptions(command, table.lab, 'Embedded lab, in place of a cluster:');
  addOptions(command, table.search, 'Search in the cluster:');
  addOptions(command, table.tillerTls, 'TLS to Tiller (as in Helm):');
  addOptions(command, table.swiftAccess, 'Access to Swift (as in curl):');
  addOptions(command, table.limits, 'Limits of the run:');
  return addOptions(command, table.terminal, 'Terminal:');
}
