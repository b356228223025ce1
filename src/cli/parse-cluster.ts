// Values of flags that name things of a Kubernetes cluster.
import { InvalidArgumentError } from 'commander';
import { isLabel } from '../util/kubernetes-names.js';
import { FEATURES, type Feature } from '../manifests/permissions.js';
import type { Subject } from '../manifests/rbac.js';

export function namespaceName(text: string): string {
  if (!isLabel(text)) {
    throw new InvalidArgumentError(
      'A namespace is at most 63 lower-case letters, digits and hyphens, such as kube-system.',
    );
  }
  return text;
}

export function feature(text: string): Feature {
  const found = FEATURES.find((name) => name === text);
  if (!found) throw new InvalidArgumentError(`Features are ${FEATURES.join(', ')}.`);
  return found;
}

/** `serviceaccount:NAMESPACE/NAME`, `user:NAME` or `group:NAME`. */
export function subject(text: string): Subject {
  const account = /^serviceaccount:([^/]+)\/([^/]+)$/.exec(text);
  if (account?.[1] !== undefined && account[2] !== undefined) {
    return { kind: 'ServiceAccount', namespace: namespaceName(account[1]), name: account[2] };
  }
  const other = /^(user|group):(.+)$/s.exec(text);
  if (other?.[2] === undefined) {
    throw new InvalidArgumentError(
      'Subjects are written serviceaccount:NAMESPACE/NAME, user:NAME or group:NAME.',
    );
  }
  return { kind: other[1] === 'user' ? 'User' : 'Group', name: other[2] };
}

/** The minor version of `1.20`, `v1.20.15` or `1.20+`. */
export function kubernetesMinor(text: string): number {
  const match = /^v?1\.(\d{1,2})(?:[.+].*)?$/.exec(text);
  if (!match) throw new InvalidArgumentError('A version of Kubernetes is written 1.20.');
  return Number(match[1]);
}

export function imageName(text: string): string {
  if (!/^[a-zA-Z0-9][\w.:/@-]*$/.test(text)) {
    throw new InvalidArgumentError('An image is written NAME:TAG or NAME@DIGEST.');
  }
  return text;
}

/** The five fields of cron; what they hold is for the API server to judge. */
export function schedule(text: string): string {
  if (text.trim().split(/\s+/).length !== 5) {
    throw new InvalidArgumentError('A schedule has the five fields of cron, such as "0 6 * * *".');
  }
  return text.trim();
}
