// The step that grants what RBAC refuses.
import type { Step } from '../define.js';
import type { Shell } from '../shell.js';
import { change } from '../steps.js';
import { line } from '../shell.js';
import { refusedUser, subjectOf } from './subject.js';

/**
 * @param flags of `swiftcheck rbac`
 * @param message names the account that RBAC refuses
 */
export function grant({ kubectl }: Shell, flags: readonly string[], message: string): Step {
  const user = refusedUser(message);
  const roles = line(['swiftcheck', 'rbac', ...flags, '--subject', subjectOf(user)]);
  const apply = kubectl(null, ['apply', '-f', '-']);
  return change(
    `Let an administrator of the cluster grant these rights.${user === null ? ' NAME is the account.' : ''}`,
    { ...apply, line: `${roles} | ${apply.line}` },
  );
}
