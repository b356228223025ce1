// swiftcheck as a Job or CronJob in the cluster: its exit code is the Job's result, its log is JSON.
import type { Feature } from './permissions.js';
import { LABELS, rbacManifests, type Commented, type Manifest } from './rbac.js';

export interface JobPlan {
  readonly kind: 'job' | 'cronjob';
  readonly namespace: string;
  readonly tillerNamespace: string;
  readonly swiftNamespace: string;
  readonly image: string;
  /** Of a CronJob. */
  readonly schedule: string;
  /** The minor version of Kubernetes 1.x: which fields and API versions it takes. */
  readonly kubernetesMinor: number;
  /** What swiftcheck is run with. */
  readonly args: readonly string[];
  /** Granted to its account; with both endpoints given it needs none. */
  readonly features: readonly Feature[];
}

const NAME = 'swiftcheck';
/** Any user but root: the image needs no user of its own. */
const USER = 65_532;

/** CronJob became batch/v1 with 1.21, and batch/v1beta1 went with 1.25. */
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
    // A finding is an answer: asking again would only list again.
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
              // Room for the largest message that is taken (--ceiling), beside Node itself.
              limits: { cpu: '1', memory: '512Mi' },
            },
          },
        ],
      },
    },
  };
}
