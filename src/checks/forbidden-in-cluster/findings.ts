// RBAC refuses a request without which an endpoint is not found or not reached. Several checks raise the code.
import type { Failure, ForbiddenRequest } from '../../evidence/observation.js';
import { visible } from '../../util/safe-text.js';
import type { Definitions } from '../define.js';
import { refusedUser, subjectOf } from '../shared/subject.js';
import { answered } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'forbidden-in-cluster': ForbiddenFacts;
  }
}

interface ForbiddenFacts {
  /** The endpoint that is not found or not reached. */
  readonly endpoint: 'Tiller' | 'Swift';
  readonly asked: ForbiddenRequest;
  readonly httpStatus: number;
  readonly message: string;
  /** Of `swiftcheck rbac`. */
  readonly feature: string;
}

export const FORBIDDEN_IN_CLUSTER = {
  'forbidden-in-cluster': {
    severity: 'fail',
    blocksVerdict: true,
    passTitle: 'The account may do in the cluster what it takes to reach this endpoint',
    failTitle: ({ endpoint: name, asked }) =>
      `${name} cannot be reached: the account may not ${asked.verb} ${asked.resource} ${where(asked)}`,
    describe: ({ asked, httpStatus, message, feature }) => ({
      seen: [answered({ httpStatus, message })],
      certainty: 'certain',
      cause: `The API server's RBAC allows this account no ${asked.verb} on ${asked.resource} ${where(asked)}.`,
      steps: [
        `swiftcheck rbac --feature ${feature}${namespaceFlags(asked)} --subject ${subjectOf(refusedUser(message))} | kubectl apply -f - (by somebody who may).`,
        'Or give the address that you know: --tiller HOST:PORT, --swift URL.',
      ],
    }),
  },
} satisfies Definitions<'forbidden-in-cluster'>;

function namespaceFlags({ namespace }: ForbiddenRequest): string {
  return namespace === null || namespace === 'kube-system'
    ? ''
    : ` --tiller-namespace ${visible(namespace)} --swift-namespace ${visible(namespace)}`;
}

function where({ namespace, resource }: ForbiddenRequest): string {
  if (resource.startsWith('/')) return '';
  return namespace === null ? 'in all namespaces' : `in namespace ${visible(namespace)}`;
}

/** The facts of what RBAC refused; `null` where the failure is another. */
export function forbiddenFacts(
  endpoint: ForbiddenFacts['endpoint'],
  { forbidden: asked, message, httpStatus = 403 }: Failure,
  feature: string,
): ForbiddenFacts | null {
  return asked ? { endpoint, asked, httpStatus, message, feature } : null;
}
