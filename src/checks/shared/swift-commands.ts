// The step that changes Swift's version.
import type { Step } from '../define.js';
import { plainShell, type Shell } from '../shell.js';
import { change, look } from '../steps.js';

/** Names in Swift's own manifests: hack/deploy and chart/swift of kubepack/swift. */
const DEPLOYMENT = 'swift';
const CONTAINER = 'swift';
const NAMESPACE = 'kube-system';
const IMAGE = 'appscode/swift';

/** @param version of the table */
export function setSwiftImage(text: string, version: string, shell: Shell = plainShell()): Step {
  const { kubectl, swiftPods: place } = shell;
  const image = `${repositoryOf(place?.image ?? IMAGE)}:${version}`;
  const deployment = place?.deployment ?? null;
  const names =
    deployment === null
      ? `${place ? '' : `${NAMESPACE}, `}deployment/${DEPLOYMENT} and container ${CONTAINER} are default names.`
      : `container ${CONTAINER} is the default name.`;
  return change(
    `${text} ${names}`,
    kubectl(place?.namespace ?? NAMESPACE, [
      ...['set', 'image', `deployment/${deployment ?? DEPLOYMENT}`, `${CONTAINER}=${image}`],
    ]),
  );
}

/** Takes the last change of Swift's Deployment back. */
export function undoSwift(text: string, shell: Shell): Step {
  const place = shell.swiftPods;
  return change(
    text,
    shell.kubectl(place?.namespace ?? NAMESPACE, [
      ...['rollout', 'undo', `deployment/${place?.deployment ?? DEPLOYMENT}`],
    ]),
  );
}

/** Waits until the pods of the last change run. */
export function awaitSwift(text: string, shell: Shell): Step {
  const place = shell.swiftPods;
  return look(
    text,
    shell.kubectl(place?.namespace ?? NAMESPACE, [
      ...['rollout', 'status', `deployment/${place?.deployment ?? DEPLOYMENT}`],
    ]),
  );
}

/** Without tag and digest; of an image that is not named swift, the published one. */
function repositoryOf(image: string): string {
  const repository = image.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
  return /(^|\/)swift$/.test(repository) ? repository : IMAGE;
}
