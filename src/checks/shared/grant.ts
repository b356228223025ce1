// The step that grants what RBAC refuses.
import type { Step } from '../define.js';
import type { Shell } from '../shell.js';
import { change, look } from '../steps.js';
import { line } from '../shell.js';
import { refusedUser, subjectOf } from './subject.js';

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
