// The step that grants what RBAC refuses.
import type { ForbiddenRequest, Observation } from '../../evidence/observation.js';
import type { Step } from '../define.js';
import type { Shell } from '../shell.js';
import { change, look } from '../steps.js';
import { line } from '../shell.js';
import { refusedUser, subjectOf } from './subject.js';

/** A list that RBAC refuses. */
export interface RefusedList {
  readonly asked: ForbiddenRequest;
  /** The words of the API server. */
  readonly message: string;
}

/** `null`: RBAC did not refuse it. */
export function refusedList(answer: Observation<unknown> | undefined): RefusedList | null {
  if (!answer || answer.ok) return null;
  const { forbidden: asked, message } = answer.failure;
  return asked ? { asked, message } : null;
}

/** The search for an endpoint covers what RBAC allows. */
export function grantList(shell: Shell, { asked, message }: RefusedList): Step {
  const feature = asked.namespace === null ? 'discovery-everywhere' : 'discovery';
  return grant(shell, ['--feature', feature, ...namespaceFlags(asked)], message, true);
}

export function namespaceFlags({ namespace }: ForbiddenRequest): string[] {
  return namespace === null || namespace === 'kube-system'
    ? []
    : ['--tiller-namespace', namespace, '--swift-namespace', namespace];
}

/**
 * Nothing is granted to a caller without a credential: everybody who reaches the API server would have the rights.
 * @param flags of `swiftcheck rbac`
 * @param message names the account that RBAC refuses
 * @param isKubeconfigUser whether the request carried the credentials of the kubeconfig
 */
export function grant(
  { kubectl, asKubeconfigUser }: Shell,
  flags: readonly string[],
  message: string,
  isKubeconfigUser = asKubeconfigUser,
): Step {
  const user = refusedUser(message);
  if (user === 'system:anonymous') {
    return look(
      isKubeconfigUser
        ? 'Give the user of this context of the kubeconfig a credential, or choose another context. The API server saw an anonymous request.'
        : 'Give credentials: `--token-file`, or `--cert` and `--key`. The API server saw an anonymous request.',
    );
  }
  const roles = line(['swiftcheck', 'rbac', ...flags, '--subject', subjectOf(user)]);
  const apply = kubectl(null, ['apply', '-f', '-']);
  return change(
    `Let an administrator of the cluster grant these rights.${user === null ? ' NAME is the account.' : ''}`,
    { ...apply, line: `${roles} | ${apply.line}` },
  );
}
