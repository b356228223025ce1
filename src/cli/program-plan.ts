// The commands that look ahead: what to change, and what it does.
import type { Command } from 'commander';
import { documentation, examples } from './help.js';
import { plan, type PlanFlags } from './options/commands.js';
import { addOptions } from './options/option.js';
import * as table from './options/table.js';
import type { Writer } from './writer.js';

const PLAN_EXIT_CODES = `
Exit codes: 0 the list passes as it is, 1 a change is needed or a rehearsal
  differs, 2 usage error, 3 no plan: a version or a size is not known`;

export function addPlanCommands(
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
    .argument('[evidence]', 'Evidence, or a JSON report; absent: the endpoints are probed')
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
