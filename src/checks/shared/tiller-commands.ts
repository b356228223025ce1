// The commands that change Tiller, in one place. An upgrade by `helm init` is none of them: of a Deployment that
// is there it changes the image, the pull policy and the service account, and never the limit of the history.
import { shownName } from './words.js';

/** Tiller's pod, where the run looked for it in a cluster. */
export interface TillerPlace {
  readonly namespace: string;
  /** `null`: not known. */
  readonly pod: string | null;
  /** Revisions that Tiller keeps of a release; 0: all; `null`: not known. */
  readonly historyMax: number | null;
}

/** The facts of a finding whose steps change Tiller. */
export interface PlacedFacts {
  /** Absent: Tiller was not looked for in a cluster. */
  readonly tillerPlace?: TillerPlace;
}

/** Helm's own names: cmd/helm/installer of Helm 2. */
const DEPLOYMENT = 'tiller-deploy';
const NAMESPACE = 'kube-system';
export const TILLER_IMAGE = 'ghcr.io/helm/tiller';

/** As Kubernetes allows it; nothing else reaches a command line. */
const NAMESPACE_NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const VERSION = /^v?(\d+\.\d+\.\d+)$/;

/** Enough to roll back far, and few enough for a list. */
const MANY = 200;
/** Below this number there is little to win. */
const FEW = 10;

/** The step that uninstalls a release: it costs more than revisions. */
export const UNINSTALL =
  'Uninstall releases that are no longer used: `helm delete --purge NAME`. The command deletes the Kubernetes objects of the application, and all its revisions.';

/** What makes a list shorter. */
export function fewer(place?: TillerPlace): string[] {
  return [...keepFewer(place), UNINSTALL];
}

/** Empty where Tiller keeps few revisions already. */
export function keepFewer(place?: TillerPlace): string[] {
  const present = place?.historyMax ?? 0;
  if (present > 0 && present <= FEW) return [];
  const limit = present > 0 && present <= MANY ? FEW : MANY;
  const lead =
    present > 0
      ? `Tiller keeps up to ${present} revisions of a release. Keep fewer`
      : 'Keep fewer revisions (Tiller 2.7.0 and newer)';
  const command = changeTiller(
    `set env deployment/${DEPLOYMENT} TILLER_HISTORY_MAX=${limit}`,
    place,
  );
  return [
    `${lead}: ${command}. Tiller restarts, and deletes the oldest revisions of a release at the next upgrade or rollback of that release. An argument --history-max of Tiller overrides the variable.`,
  ];
}

/** @param version absent, or no version: to be filled in */
export function setTillerImage(version?: string | null, place?: TillerPlace): string {
  const tag = VERSION.exec(version ?? '')?.[1] ?? 'X.Y.Z';
  return changeTiller(`set image deployment/${DEPLOYMENT} tiller=${TILLER_IMAGE}:v${tag}`, place);
}

/** In backticks; with a word on names that the run does not know. */
function changeTiller(action: string, place: TillerPlace | undefined): string {
  const known = place && NAMESPACE_NAME.test(place.namespace) ? place : null;
  const command = `\`kubectl -n ${known?.namespace ?? NAMESPACE} ${action}\``;
  if (!known) return `${command} (${NAMESPACE} and ${DEPLOYMENT} are Helm's default names)`;
  if (known.pod === null) return `${command} (${DEPLOYMENT} is Helm's default name)`;
  return known.pod.startsWith(`${DEPLOYMENT}-`)
    ? command
    : `${command} (${DEPLOYMENT} is Helm's default name; the Deployment of pod ${shownName(known.pod)} can have another)`;
}
