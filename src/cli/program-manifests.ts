// The commands that print Kubernetes YAML, with their flags.
import { Argument, Option, type Command } from 'commander';
import { FEATURES, LEAST } from '../manifests/permissions.js';
import { toolVersion } from '../util/package-info.js';
import { examples, PLAIN_EXIT_CODES } from './help.js';
import type { ManifestFlags, RbacFlags } from './manifests.js';
import {
  feature,
  imageName,
  kubernetesMinor,
  namespaceName,
  schedule,
  subject,
} from './parse-cluster.js';
import type { Writer } from './writer.js';

/** Helm v2 with its own manifests does not go far beyond it. */
const DEFAULT_KUBERNETES_MINOR = 20;

export function addManifestCommands(program: Command, writer: Writer): void {
  clusterFlags(program.command('rbac'))
    .description('print the least Roles that swiftcheck needs in a cluster, as YAML')
    .addOption(
      new Option(
        '--feature <name>',
        `only for this (repeatable): ${FEATURES.join(', ')}; default: ${LEAST.join(', ')}`,
      ).argParser(feature),
    )
    .addOption(new Option('--all', 'for every feature').conflicts('feature'))
    .addOption(
      new Option(
        '--subject <who>',
        'also bind them, to serviceaccount:NAMESPACE/NAME, user:NAME or group:NAME',
      ).argParser(subject),
    )
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

  const image = `swiftcheck:${toolVersion()}`;
  clusterFlags(program.command('manifests'))
    .description('print YAML that runs swiftcheck in the cluster: its exit code is the result')
    .addArgument(new Argument('<kind>', 'what to run it as').choices(['job', 'cronjob']))
    .argument('[args...]', 'after --: what to run; default: probe --format json')
    .addOption(
      new Option('--namespace <name>', 'where it runs')
        .argParser(namespaceName)
        .default('kube-system'),
    )
    .addOption(
      new Option('--image <image>', 'what you built from the Dockerfile')
        .argParser(imageName)
        .default(image),
    )
    .addOption(
      new Option('--schedule <cron>', 'of a cronjob').argParser(schedule).default('0 6 * * *'),
    )
    .addOption(
      new Option('--kube-version <version>', 'of the cluster: what its API takes')
        .argParser(kubernetesMinor)
        .default(DEFAULT_KUBERNETES_MINOR, `1.${DEFAULT_KUBERNETES_MINOR}`),
    )
    .addOption(
      new Option(
        '--feature <name>',
        'grant its account what this needs (repeatable), see swiftcheck rbac; default: what the run implies',
      ).argParser(feature),
    )
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

function clusterFlags(command: Command): Command {
  return command
    .addOption(
      new Option('--tiller-namespace <name>', 'where Tiller is')
        .env('TILLER_NAMESPACE')
        .argParser(namespaceName)
        .default('kube-system'),
    )
    .addOption(
      new Option('--swift-namespace <name>', 'where Swift is')
        .argParser(namespaceName)
        .default('kube-system'),
    );
}
