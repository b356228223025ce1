// The commands that print Kubernetes YAML, with their flags.
import { Argument, type Command } from 'commander';
import type { JobPlan } from '../manifests/job.js';
import type { Build } from './manifests.js';
import { documentation, examples, PLAIN_EXIT_CODES } from './help.js';
import { manifests, rbac, type ManifestFlags, type RbacFlags } from './options/commands.js';
import { addOptions } from './options/option.js';
import type { Writer } from './writer.js';

export function addManifestCommands(program: Command, writer: Writer, build: Build): void {
  addOptions(program.command('rbac'), rbac, 'Options:')
    .summary('Print the Roles that swiftcheck needs, as YAML')
    .description('Prints the least Roles that swiftcheck needs in a cluster, as YAML.')
    .addHelpText(
      'after',
      examples(
        'swiftcheck rbac --subject user:jane | kubectl apply -f -',
        'swiftcheck rbac --feature storage-sizes --tiller-namespace tiller-world',
      ) +
        PLAIN_EXIT_CODES +
        documentation('docs/kubernetes.md'),
    )
    .action(async (flags: RbacFlags) => {
      const { printRbac } = await import('./manifests.js');
      printRbac(flags, writer);
    });

  addOptions(program.command('manifests'), manifests, 'Options:')
    .summary('Print a Job, CronJob or Deployment, as YAML')
    .description(
      'Prints YAML that runs swiftcheck in the cluster, with its account and Roles. A Job fails if swiftcheck exits with 1, 2 or 3. A Deployment runs swiftcheck watch.',
    )
    .addArgument(
      new Argument('<kind>', 'Kind of workload').choices(['job', 'cronjob', 'deployment']),
    )
    .argument(
      '[args...]',
      'After --: the command to run (default: probe --format json; in a deployment: watch)',
    )
    .addHelpText(
      'after',
      examples(
        'swiftcheck manifests job --image registry.example/swiftcheck:0.1.0 \\',
        '  | kubectl apply -f -',
        'swiftcheck manifests cronjob --image registry.example/swiftcheck:0.1.0 \\',
        '  --schedule "0 6 * * 1-5" -- versions --fail-on warn',
      ) +
        PLAIN_EXIT_CODES +
        documentation('docs/kubernetes.md'),
    )
    .action(async (kind: JobPlan['kind'], args: readonly string[], flags: ManifestFlags) => {
      const { printManifests } = await import('./manifests.js');
      await printManifests(kind, args, flags, writer, build);
    });
}
