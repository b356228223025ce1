// The Deployment of a pod, by the name of the pod.

/** `DEPLOYMENT-HASH-SUFFIX`: a ReplicaSet adds the hash of the template, a pod five characters. */
const POD_NAME = /^([a-z0-9](?:[-a-z0-9]*[a-z0-9])?)-[a-z0-9]{5,10}-[a-z0-9]{5}$/;

/** `null`: the name is not of that form. */
export function deploymentOf(pod: string): string | null {
  return POD_NAME.exec(pod)?.[1] ?? null;
}
