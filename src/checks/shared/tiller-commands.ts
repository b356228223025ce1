// The steps that change Tiller, in one place. An upgrade by `helm init` is not among them: of a Deployment that
// exists it changes the image, the pull policy and the service account, and never the limit of the history.
import type { Step } from '../define.js';
import { plainShell, type Shell } from '../shell.js';
import { change, look } from '../steps.js';
import { deploymentOf } from './deployment.js';
import { shownName } from './words.js';

/** Helm's own names: cmd/helm/installer of Helm 2. */
export const DEPLOYMENT = 'tiller-deploy';
const NAMESPACE = 'kube-system';
export const TILLER_IMAGE = 'ghcr.io/helm/tiller';

/** As Kubernetes allows it; nothing else reaches a command line. */
const NAMESPACE_NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const VERSION = /^v?(\d+\.\d+\.\d+)$/;

/** Enough to roll back far, and few enough for a list. */
const MANY = 200;
/** Below this number there is little to win. */
const FEW = 10;

/** It costs more than revisions. */
export function uninstall(shell: Shell = plainShell()): Step {
  return change(
    'Uninstall each release that is no longer used; NAME is its name. The command deletes the Kubernetes objects of the application, and all revisions of the release.',
    shell.helm(['delete', '--purge', 'NAME']),
  );
}

/** What makes a list shorter. */
export function fewer(shell: Shell = plainShell()): Step[] {
  return [...keepFewer(shell), uninstall(shell)];
}

/** What makes the history shorter now. Empty if no release has more than a few revisions, or Tiller keeps few already. */
export function keepFewer(shell: Shell = plainShell()): Step[] {
  const longest = shell.longestHistory();
  if (longest !== null && longest <= FEW) return [];
  return limitHistory(shell, longest ?? Infinity);
}

/** What bounds the history. Empty where Tiller keeps few revisions already. @param longest revisions of one release */
export function limitHistory(shell: Shell, longest = Infinity): Step[] {
  const present = shell.tiller?.historyMax ?? 0;
  if (present > 0 && present <= FEW) return [];
  const limit = (present > 0 && present <= MANY) || longest <= MANY ? FEW : MANY;
  const lead =
    present > 0
      ? `Let Tiller keep ${limit} revisions of a release; it keeps up to ${present}.`
      : `Let Tiller keep ${limit} revisions of a release (Tiller 2.7.0 and newer).`;
  return [
    changeTiller(
      `${lead} Tiller restarts, and deletes the oldest revisions of a release at the next upgrade or rollback of that release. An argument --history-max of Tiller overrides the variable.`,
      (deployment) => ['set', 'env', deployment, `TILLER_HISTORY_MAX=${limit}`],
      shell,
    ),
  ];
}

/** @param version `null`, or no version of three numbers: to be filled in */
export function setTillerImage(text: string, version: string | null, shell = plainShell()): Step {
  const tag = VERSION.exec(version ?? '')?.[1];
  return changeTiller(
    tag === undefined ? `${text} X.Y.Z is the version of Tiller.` : text,
    (deployment) => ['set', 'image', deployment, `tiller=${TILLER_IMAGE}:v${tag ?? 'X.Y.Z'}`],
    shell,
  );
}

/** Lets Tiller listen where its clients ask. */
export function listenOnDefault(shell: Shell): Step {
  return changeTiller(
    'Remove `--listen` from the command of Tiller, or set `--listen=:44134`. Kubernetes replaces the pod. Every pod of the cluster then reaches Tiller, so use TLS or a NetworkPolicy.',
    (deployment) => ['edit', deployment],
    shell,
  );
}

/** Reads the log of the pod that was asked, if the pod is known. */
export function tillerLog(text: string, { kubectl, tiller }: Shell): Step {
  return look(
    tiller?.pod == null ? `${text} ${DEPLOYMENT} is Helm's default name.` : text,
    kubectl(tiller?.namespace ?? NAMESPACE, [
      'logs',
      tiller?.pod == null ? `deployment/${DEPLOYMENT}` : `pod/${tiller.pod}`,
    ]),
  );
}

/** Takes the last change of Tiller's Deployment back. */
export function undoTiller(text: string, { kubectl, tiller }: Shell): Step {
  const { namespace, deployment } = tillerDeployment(tiller);
  return change(text, kubectl(namespace, ['rollout', 'undo', deployment]));
}

/** Waits until the pod of the last change runs. */
export function awaitTiller(text: string, { kubectl, tiller }: Shell): Step {
  const { namespace, deployment } = tillerDeployment(tiller);
  return look(text, kubectl(namespace, ['rollout', 'status', deployment]));
}

function tillerDeployment(tiller: Shell['tiller']) {
  const known = tiller && NAMESPACE_NAME.test(tiller.namespace) ? tiller : null;
  const found = known?.pod == null ? null : deploymentOf(known.pod);
  return {
    known,
    found,
    namespace: known?.namespace ?? NAMESPACE,
    deployment: `deployment/${found ?? DEPLOYMENT}`,
  };
}

/** With a word on names that the run does not know. */
function changeTiller(
  text: string,
  words: (deployment: string) => readonly string[],
  { kubectl, tiller }: Shell,
): Step {
  const { known, found, namespace, deployment } = tillerDeployment(tiller);
  const pod = known?.pod ?? null;
  const guess =
    known === null
      ? [`${NAMESPACE} and ${DEPLOYMENT} are Helm's default names.`]
      : pod === null
        ? [`${DEPLOYMENT} is Helm's default name.`]
        : found !== null || pod.startsWith(`${DEPLOYMENT}-`)
          ? []
          : [
              `${DEPLOYMENT} is Helm's default name; the Deployment of pod ${shownName(pod)} can have another.`,
            ];
  return change([text, ...guess].join(' '), kubectl(namespace, words(deployment)));
}
