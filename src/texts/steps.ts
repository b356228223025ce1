// Steps that several entries share, and their commands.
import { shellWord } from '../util/shell.js';
import type { Step } from './step.js';
import type { Scene } from './types.js';

/** A step that changes nothing. */
export function look(text: string, command?: string): Step {
  return { text, ...(command !== undefined && { command }), changes: false };
}

/** A step that changes the cluster, its releases or an installed program. */
export function change(text: string, command?: string): Step {
  return { text, ...(command !== undefined && { command }), changes: true };
}

/** The scene of a text without a run: commands with the default names of Helm. */
export const ANYWHERE: Scene = {
  tillerNamespace: null,
  kubectl: (namespace, words) =>
    ['kubectl', ...(namespace === null ? [] : ['-n', namespace]), ...words]
      .map(shellWord)
      .join(' '),
};

/** Helm's own names: cmd/helm/installer of Helm 2. */
const HELMS_NAMESPACE = 'kube-system';
const DEPLOYMENT = 'deployment/tiller-deploy';

/** A command of kubectl in the namespace of Tiller. */
export function ofTiller(scene: Scene, ...words: readonly string[]): string {
  return scene.kubectl(scene.tillerNamespace ?? HELMS_NAMESPACE, words);
}

export function tillerPods(scene: Scene): Step {
  return look(
    "Look at Tiller's pod: its state, its restarts and its node.",
    ofTiller(scene, 'get', 'pods', '-l', 'app=helm,name=tiller', '-o', 'wide'),
  );
}

export function describeTiller(scene: Scene): Step {
  return look(
    "Read the events of Tiller's pod, the last state of its container and its restarts.",
    ofTiller(scene, 'describe', 'pods', '-l', 'app=helm,name=tiller'),
  );
}

export function tillerLog(scene: Scene): Step {
  return look("Read Tiller's log.", ofTiller(scene, 'logs', DEPLOYMENT, '--tail=50'));
}

export function tillerLogBefore(scene: Scene): Step {
  return look(
    "Read the log of Tiller's container before its last restart.",
    ofTiller(scene, 'logs', DEPLOYMENT, '--previous', '--tail=100'),
  );
}

export function restartTiller(scene: Scene, why: string): Step {
  return change(
    `${why} The calls that run at that moment break off.`,
    ofTiller(scene, 'delete', 'pods', '-l', 'app=helm,name=tiller'),
  );
}

export function setTillerAccount(scene: Scene): Step {
  return change(
    'Give Tiller a service account of its namespace that may do this; NAME is that account. Tiller restarts.',
    ofTiller(scene, 'set', 'serviceaccount', DEPLOYMENT, 'NAME'),
  );
}

/** Wherever Tiller is. */
export const PODS_EVERYWHERE = look(
  "Look for Tiller's pods in all namespaces.",
  'kubectl get pods --all-namespaces -l app=helm,name=tiller',
);

/** In ConfigMaps or Secrets of any namespace. */
export const STORED_EVERYWHERE =
  'kubectl get configmaps,secrets --all-namespaces -l OWNER=TILLER --no-headers';

export const REVISIONS = look(
  'Read the revisions of the release. NAME is the release.',
  'helm history NAME --max 10',
);

export const API_SERVICES = look(
  'Find an APIService that is not available.',
  'kubectl get apiservices',
);

export const API_SERVER_STATE = look(
  'Ask the API server for its own state.',
  'kubectl get --raw /healthz?verbose',
);

const TAG = /^v?(\d+\.\d+\.\d+)$/;

/** @param version absent, or no version: to be filled in */
export function setTillerImage(scene: Scene, version?: string): Step {
  const tag = TAG.exec(version ?? '')?.[1];
  return change(
    `Let Tiller run another version. Tiller restarts.${tag === undefined ? ' X.Y.Z is the version.' : ''}`,
    ofTiller(scene, 'set', 'image', DEPLOYMENT, `tiller=ghcr.io/helm/tiller:v${tag ?? 'X.Y.Z'}`),
  );
}

export function keepFewer(scene: Scene): Step {
  return change(
    'Let Tiller 2.7.0 or newer keep fewer revisions. Tiller restarts, and deletes the oldest revisions of a release at its next upgrade or rollback. An argument --history-max of Tiller overrides the variable.',
    ofTiller(scene, 'set', 'env', DEPLOYMENT, 'TILLER_HISTORY_MAX=200'),
  );
}

/** The step that uninstalls a release: it costs more than revisions. */
export const UNINSTALL = change(
  'Uninstall releases that are no longer used; NAME is the release. The command deletes the Kubernetes objects of the application, and all its revisions.',
  'helm delete --purge NAME',
);

export const VERSIONS = look(
  'Ask both endpoints for the version of Tiller. HOST and URL are their addresses.',
  'swiftcheck versions --tiller HOST:44134 --swift URL',
);

export const PROBE = look(
  'Compare the lists of both endpoints. HOST and URL are their addresses.',
  'swiftcheck probe --tiller HOST:44134 --swift URL',
);

export const PODS_OF_BOTH = look(
  'Look at the pods, the Services and the endpoints of Tiller and Swift.',
  'kubectl get pods,service,endpoints --all-namespaces -l "app in (helm,swift)"',
);

export const PODS_OF_SWIFT = look(
  "Look at Swift's pods, its Service and its endpoints.",
  'kubectl get pods,service,endpoints --all-namespaces -l app=swift',
);

export const EVENTS = look(
  'Read the events of all namespaces, which name their objects.',
  'kubectl get events --all-namespaces --sort-by=.lastTimestamp',
);

export const ASK_PORT_OF_TILLER = look(
  'Ask port 44134 of the Service of Tiller, in the cluster or through a port-forward.',
);

export const NAMESPACE_OF_TILLER = look(
  'Name the namespace of Tiller: --tiller-namespace or TILLER_NAMESPACE.',
);

export const NAME_TILLER_TO_SWIFT = change(
  'Or name Tiller, so that Swift does not search: --connector=direct and --tiller-endpoint=HOST:44134.',
);

export const CLIENT_CERTIFICATE = look(
  'Read the dates, the issuer and the purposes of the client certificate. FILE is the certificate.',
  'openssl x509 -in FILE -noout -dates -issuer -purpose',
);

export const LET_IN_BY_KUBELETS = change(
  'Renew the client certificate that the API server shows to kubelets, or bind the ClusterRole system:kubelet-api-admin to its user.',
);

export const FIND_RELEASE = look(
  'Look for the name among all releases. NAME is the release.',
  'helm ls --all NAME',
);

export const SIZE_OF_CHART = look(
  'See how large the chart is. CHART is its folder.',
  'helm package CHART && ls -l *.tgz',
);

export const SMALLER_CHART = change(
  'Take large files out of the chart: archives, .git, packages of its own. Name them in .helmignore.',
);
