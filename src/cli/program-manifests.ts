// The commands that print Kubernetes YAML, with their flags.
import { Argument, type Command } from 'commander';
import { examples, PLAIN_EXIT_CODES } from './help.js';
import { manifests, rbac, type ManifestFlags, type RbacFlags } from './options/commands.js';
import { addOptions } from './options/option.js';
import type { Writer } from './writer.js';

export function addManifestCommands(program: Command, writer: Writer): void {
  addOptions(program.command('rbac'), rbac)
    .description('print the least Roles that swiftcheck needs in a cluster, as YAML')
    .addHelpText(
      'after',
      examples(
        'swiftcheck rbac --subject user:jane | kubectl apply -f -',
        'swiftcheck rbac --feature storage-sizes --tiller-namespace tiller-world',
      ) + PLAIN_EXIT_CODES,
    )
    .action(async (flags: RbacFlags) => {
      const { printRbac } = await import('./manifests.js');
      printRbac(flags, writer);
    });

  addOptions(program.command('manifests'), manifests)
    .description('print YAML that runs swiftcheck in the cluster: its exit code is the result')
    .addArgument(new Argument('<kind>', 'what to run it as').choices(['job', 'cronjob']))
    .argument('[args...]', 'after --: what to run; default: probe --format json')
    .addHelpText(
      'after',
      examples(
        'swiftcheck manifests job | kubectl apply -f -',
        'swiftcheck manifests cronjob --schedule "0 6 * * 1-5" -- versions --fail-on warn \\',
        '  --tiller tiller-deploy.kube-system:44134 --swift http://helm-api.kube-system',
      ) + PLAIN_EXIT_CODES,
    )
    .action(async (kind: 'job' | 'cronjob', args: readonly string[], flags: ManifestFlags) => {
      const { printManifests } = await import('./manifests.js');
      printManifests(kind, args, flags, writer);
    });
}
