// `swiftcheck rbac` and `swiftcheck manifests`: YAML for kubectl, made without a call to the cluster.
import { CommanderError, type Command } from 'commander';
import { parseSwiftService, type SwiftServiceName } from '../cluster/swift-services.js';
import { impliedFeatures } from '../manifests/implied.js';
import { DEFAULT_SCHEDULE, jobManifests, type JobPlan } from '../manifests/job.js';
import { FEATURES, LEAST, type Feature } from '../manifests/permissions.js';
import { rbacManifests } from '../manifests/rbac.js';
import { manifestsYaml } from '../manifests/yaml.js';
import { mayHoldSecret } from '../net/secrets.js';
import { shownAddress } from '../targets/swift.js';
import { meant } from '../util/nearest.js';
import { UsageError } from '../util/usage-error.js';
import type { CheckFlags } from './flags.js';
import type { ManifestFlags, RbacFlags, WatchFlags } from './options/commands.js';
import type { Writer } from './writer.js';

const DEFAULT_NAMESPACE = 'kube-system';
const DEFAULT_ARGS: readonly string[] = ['probe', '--format', 'json'];
const WATCH_PORT = 9090;
const WATCH_ARGS: readonly string[] = ['watch', '--listen', `0.0.0.0:${WATCH_PORT}`];
/** The commands whose exit code can be the result of a Job. */
const CHECKS: readonly string[] = ['probe', 'check', 'versions', 'preflight'];
/** The command that goes on until its pod ends. */
const WATCHES: readonly string[] = ['watch'];

/** Builds a second command line, with its own writer. */
export type Build = (writer: Writer) => Command;

export function printRbac(flags: RbacFlags, writer: Writer): void {
  const service = named(flags.swiftService);
  writer.out(
    manifestsYaml(
      rbacManifests({
        features: flags.all ? FEATURES : distinct(flags.feature ?? LEAST),
        tillerNamespace: flags.tillerNamespace,
        swiftNamespace: service?.namespace ?? flags.swiftNamespace,
        ...(service && { swiftService: service }),
        subject: flags.subject ?? null,
      }),
    ),
  );
}

/** @throws UsageError for a workload that cannot run */
export async function printManifests(
  kind: JobPlan['kind'],
  args: readonly string[],
  flags: ManifestFlags,
  writer: Writer,
  build: Build,
): Promise<void> {
  const { namespace, image, schedule, swiftNamespace } = flags;
  if (image === undefined) {
    throw new UsageError(
      '--image is missing: build the image from the Dockerfile, push the image to a registry that the cluster can read, and specify the image.',
    );
  }
  if (kind !== 'cronjob' && schedule !== undefined) {
    throw new UsageError('--schedule is for a cronjob; a job runs once, and a deployment always.');
  }
  const watches = kind === 'deployment';
  const run = args.length > 0 ? args : watches ? WATCH_ARGS : DEFAULT_ARGS;
  const command = await parsed(run, watches ? WATCHES : CHECKS, build);
  const asked: Partial<CheckFlags & WatchFlags> = command.opts();
  if (asked.install && !asked.yes) {
    throw new UsageError('after --: --install needs --yes, because a pod has no terminal.');
  }
  refuseCredentials(asked);
  if (asked.listen?.port === 0) {
    throw new UsageError(
      'after --: --listen needs a port other than 0, because a container has to name its port.',
    );
  }
  const given = command.getOptionValueSource('tillerNamespace') === 'cli';
  const tillerNamespace = (given ? asked.tillerNamespace : undefined) ?? flags.tillerNamespace;
  const service = named(asked.swiftService);
  if (swiftNamespace !== tillerNamespace && asked.swift === undefined && !service) {
    throw new UsageError(
      `Tiller is in ${tillerNamespace} and Swift in ${swiftNamespace}: specify Swift with -- probe --swift-service ${swiftNamespace}/NAME, or use --swift-namespace ${tillerNamespace}.`,
    );
  }
  const elsewhere = tillerNamespace !== DEFAULT_NAMESPACE && !given;
  writer.out(
    manifestsYaml(
      jobManifests({
        ...{ kind, namespace, image, tillerNamespace },
        swiftNamespace: service?.namespace ?? swiftNamespace,
        ...(service && { swiftService: service }),
        metricsPort: asked.listen?.port ?? null,
        schedule: schedule ?? DEFAULT_SCHEDULE,
        kubernetesMinor: flags.kubeVersion,
        args: elsewhere ? [...run, '--tiller-namespace', tillerNamespace] : run,
        features: distinct(flags.feature ?? impliedFeatures(asked)),
      }),
    ),
  );
}

/** A right to read a workload shows its arguments. @throws UsageError */
function refuseCredentials({ token, header = [], swift }: Partial<CheckFlags>): void {
  const secret = header.map((line) => line.split(':')[0] ?? '').find(mayHoldSecret);
  const flag =
    token !== undefined
      ? '--token'
      : secret !== undefined
        ? `--header ${secret}`
        : swift !== undefined && shownAddress(swift) !== swift
          ? '--swift with a user, a password or a query'
          : null;
  if (flag === null) return;
  throw new UsageError(
    `after --: ${flag} can be a credential, and a manifest shows what it holds. A bearer token can come from a Secret: mount the Secret in the pod, and use --token-file.`,
  );
}

function named(service: string | undefined): SwiftServiceName | undefined {
  return service === undefined ? undefined : parseSwiftService(service);
}

/** The command that the arguments call, with its options; the command does not run. @throws UsageError */
async function parsed(
  args: readonly string[],
  allowed: readonly string[],
  build: Build,
): Promise<Command> {
  const [name = ''] = args;
  if (!allowed.includes(name)) {
    throw new UsageError(
      `after --: ${name} is not a command that ${allowed === WATCHES ? 'watches; it is' : 'checks; these are'} ${allowed.join(', ')}.${meant(name, allowed)}`,
    );
  }
  let said = '';
  const keep = (text: string) => (said += text);
  const program = build({ out: keep, err: keep, outIsTerminal: false, errIsTerminal: false });
  let called = program;
  for (const command of program.commands) {
    command.action(() => {
      called = command;
    });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const [problem = ''] = said.replace(/^error: /, '').split('\n');
    throw new UsageError(`after --: ${error.exitCode === 0 ? 'this does not check' : problem}`, {
      cause: error,
    });
  }
  return called;
}

/** `--feature` can give one twice. */
function distinct(features: readonly Feature[]): Feature[] {
  return [...new Set(features)];
}
