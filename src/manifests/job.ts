// swiftcheck as a Job or CronJob in the cluster. The exit code of swiftcheck is the result of the Job.
import type { Feature } from './permissions.js';
import {
  LABELS,
  rbacManifests,
  type Commented,
  type Manifest,
  type SwiftServiceName,
} from './rbac.js';

export interface JobPlan {
  readonly kind: 'job' | 'cronjob';
  readonly namespace: string;
  readonly tillerNamespace: string;
  readonly swiftNamespace: string;
  readonly swiftService?: SwiftServiceName;
  readonly image: string;
  /** For a CronJob. */
  readonly schedule: string;
  /** The minor version of Kubernetes 1.x: which fields and API versions it takes. */
  readonly kubernetesMinor: number;
  /** Arguments of swiftcheck. */
  readonly args: readonly string[];
  /** Granted to the account. A run with both addresses needs no feature. */
  readonly features: readonly Feature[];
}

export const DEFAULT_SCHEDULE = '0 6 * * *';

const NAME = 'swiftcheck';
/** Any user except root: the image has no user of its own. */
const USER = 65_532;

/** Kubernetes 1.21 has CronJob in batch/v1. Kubernetes 1.25 has no batch/v1beta1. */
const CRON_JOB_V1_SINCE = 21;
/** Older API servers do not know the field, and kubectl refuses what they do not know. */
const SECCOMP_PROFILE_SINCE = 19;

/** Service account, roles and bindings, and the workload, in the order in which they are applied. */
export function jobManifests(plan: JobPlan): Commented[] {
  const { namespace } = plan;
  return [
    {
      comment: null,
      manifest: {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: NAME, namespace, labels: LABELS },
      },
    },
    ...rbacManifests({
      features: plan.features,
      tillerNamespace: plan.tillerNamespace,
      swiftNamespace: plan.swiftNamespace,
      ...(plan.swiftService && { swiftService: plan.swiftService }),
      subject: { kind: 'ServiceAccount', name: NAME, namespace },
    }),
    { comment: null, manifest: plan.kind === 'job' ? job(plan) : cronJob(plan) },
  ];
}

function job(plan: JobPlan): Manifest {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: NAME, namespace: plan.namespace, labels: LABELS },
    spec: jobSpec(plan),
  };
}

function cronJob(plan: JobPlan): Manifest {
  return {
    apiVersion: plan.kubernetesMinor >= CRON_JOB_V1_SINCE ? 'batch/v1' : 'batch/v1beta1',
    kind: 'CronJob',
    metadata: { name: NAME, namespace: plan.namespace, labels: LABELS },
    spec: {
      schedule: plan.schedule,
      concurrencyPolicy: 'Forbid',
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: { spec: jobSpec(plan) },
    },
  };
}

function jobSpec({ args, image, kubernetesMinor }: JobPlan): object {
  return {
    // A finding is a result: another try would only list the releases again.
    backoffLimit: 0,
    activeDeadlineSeconds: 300,
    template: {
      metadata: { labels: LABELS },
      spec: {
        serviceAccountName: NAME,
        restartPolicy: 'Never',
        securityContext: {
          runAsNonRoot: true,
          runAsUser: USER,
          runAsGroup: USER,
          ...(kubernetesMinor >= SECCOMP_PROFILE_SINCE && {
            seccompProfile: { type: 'RuntimeDefault' },
          }),
        },
        containers: [
          {
            name: NAME,
            image,
            args,
            securityContext: {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ['ALL'] },
            },
            resources: {
              requests: { cpu: '50m', memory: '128Mi' },
              // Node, and the largest message that --ceiling accepts.
              limits: { cpu: '1', memory: '512Mi' },
            },
          },
        ],
      },
    },
  };
}
