// `swiftcheck rbac` and `swiftcheck manifests`: YAML for kubectl, made without asking the cluster.
import { FEATURES, LEAST, type Feature } from '../manifests/permissions.js';
import { DEFAULT_ARGS, gives, impliedFeatures } from '../manifests/implied.js';
import { jobManifests, type JobPlan } from '../manifests/job.js';
import { rbacManifests } from '../manifests/rbac.js';
import { manifestsYaml } from '../manifests/yaml.js';
import { UsageError } from '../util/usage-error.js';
import type { ManifestFlags, RbacFlags } from './options/commands.js';
import type { Writer } from './writer.js';

const DEFAULT_NAMESPACE = 'kube-system';

export function printRbac(flags: RbacFlags, writer: Writer): void {
  writer.out(
    manifestsYaml(
      rbacManifests({
        features: flags.all ? FEATURES : distinct(flags.feature ?? LEAST),
        tillerNamespace: flags.tillerNamespace,
        swiftNamespace: flags.swiftNamespace,
        subject: flags.subject ?? null,
      }),
    ),
  );
}

export function printManifests(
  kind: JobPlan['kind'],
  args: readonly string[],
  flags: ManifestFlags,
  writer: Writer,
): void {
  const { namespace, image, schedule, tillerNamespace, swiftNamespace } = flags;
  const run = args.length > 0 ? args : DEFAULT_ARGS;
  const named = gives(run, '--swift') || gives(run, '--swift-service');
  if (swiftNamespace !== tillerNamespace && !named) {
    throw new UsageError(
      `Swift is looked for in Tiller's namespace (${tillerNamespace}): name one in ${swiftNamespace} with -- probe --swift-service ${swiftNamespace}/NAME.`,
    );
  }
  const elsewhere = tillerNamespace !== DEFAULT_NAMESPACE && !gives(run, '--tiller-namespace');
  writer.out(
    manifestsYaml(
      jobManifests({
        ...{ kind, namespace, image, schedule, tillerNamespace, swiftNamespace },
        kubernetesMinor: flags.kubeVersion,
        args: elsewhere ? [...run, '--tiller-namespace', tillerNamespace] : run,
        features: distinct(flags.feature ?? impliedFeatures(run)),
      }),
    ),
  );
}

/** `--feature` may name one twice. */
function distinct(features: readonly Feature[]): Feature[] {
  return [...new Set(features)];
}
