// swiftcheck as a Job, CronJob or Deployment in the cluster. The exit code of swiftcheck is the result of a Job.
import type { Feature } from './permissions.js';
import {
  LABELS,
  rbacManifests,
  type Commented,
  type Manifest,
  type SwiftServiceName,
} from './rbac.js';

export interface JobPlan {
  readonly kind: 'job' | 'cronjob' | 'deployment';
  /** On which the watch of a Deployment serves its metrics; `null`: it serves none. */
  readonly metricsPort: number | null;
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
    { comment: null, manifest: WORKLOADS[plan.kind](plan) },
  ];
}

const WORKLOADS: Record<JobPlan['kind'], (plan: JobPlan) => Manifest> = {
  job,
  cronjob: cronJob,
  deployment,
};

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

function jobSpec(plan: JobPlan): object {
  return {
    // A finding is a result: another try would only list the releases again.
    backoffLimit: 0,
    activeDeadlineSeconds: 300,
    template: podTemplate(plan, { restartPolicy: 'Never' }, {}),
  };
}

/** One pod: two would ask Tiller twice. */
function deployment(plan: JobPlan): Manifest {
  const { metricsPort: containerPort } = plan;
  const httpGet = { path: '/healthz', port: containerPort };
  const served = containerPort !== null && {
    ports: [{ name: 'metrics', containerPort }],
    livenessProbe: { httpGet, periodSeconds: 60, failureThreshold: 3 },
    readinessProbe: { httpGet, periodSeconds: 30 },
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: NAME, namespace: plan.namespace, labels: LABELS },
    spec: {
      replicas: 1,
      strategy: { type: 'Recreate' },
      selector: { matchLabels: LABELS },
      template: podTemplate(plan, {}, served || {}),
    },
  };
}

/** @param pod more fields of the pod. @param container more fields of its container */
function podTemplate(
  { args, image, kubernetesMinor }: JobPlan,
  pod: object,
  container: object,
): object {
  return {
    metadata: { labels: LABELS },
    spec: {
      serviceAccountName: NAME,
      ...pod,
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
          args: args.map(literal),
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
          ...container,
        },
      ],
    },
  };
}

/** Kubernetes replaces `$(NAME)` in an argument by a variable of the container, and `$$` by `$`. */
function literal(argument: string): string {
  return argument.replaceAll('$', '$$$$');
}
