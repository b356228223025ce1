// RBAC refuses a request that swiftcheck needs to find or reach an endpoint. Several checks raise the code.
import type { Failure, ForbiddenRequest } from '../../evidence/observation.js';
import { visible } from '../../util/safe-text.js';
import type { Definitions } from '../define.js';
import { grant, namespaceFlags } from '../shared/grant.js';
import { refusedUser } from '../shared/subject.js';
import { answered } from '../shared/words.js';
import { look } from '../steps.js';

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
  /** A feature of `swiftcheck rbac`. */
  readonly feature: string;
}

export const FORBIDDEN_IN_CLUSTER = {
  'forbidden-in-cluster': {
    severity: 'fail',
    blocksVerdict: true,
    passTitle: 'RBAC allows the requests that this endpoint needs',
    failTitle: ({ endpoint: name, asked }) =>
      `${name} cannot be reached: the account may not ${asked.verb} ${asked.resource} ${where(asked)}`,
    describe: ({ endpoint: name, asked, httpStatus, message, feature }, shell) => ({
      seen: [answered({ httpStatus, message })],
      certainty: 'certain',
      cause: `RBAC denies ${who(message)} the verb ${asked.verb} on ${asked.resource} ${where(asked)}.`,
      steps: [
        grant(shell, ['--feature', feature, ...namespaceFlags(asked)], message, true),
        look(
          name === 'Tiller'
            ? 'Or give the address of Tiller with `--tiller HOST:PORT`.'
            : 'Or give the URL of Swift with `--swift URL`.',
        ),
      ],
    }),
  },
} satisfies Definitions<'forbidden-in-cluster'>;

function who(message: string): string {
  const user = refusedUser(message);
  return user === null ? 'this account' : `the account ${user}`;
}

function where({ namespace, resource }: ForbiddenRequest): string {
  if (resource.startsWith('/')) return '';
  return namespace === null ? 'in all namespaces' : `in namespace ${visible(namespace)}`;
}

/** The facts of what RBAC refused; `null`: the failure is another. */
export function forbiddenFacts(
  endpoint: ForbiddenFacts['endpoint'],
  { forbidden: asked, message, httpStatus = 403 }: Failure,
  feature: string,
): ForbiddenFacts | null {
  return asked ? { endpoint, asked, httpStatus, message, feature } : null;
}
