// Who asks, and whether RBAC lets them.
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { RequestInfo, ResourceRequest } from './request-info.js';
import { forbidden, Refused, unauthorized } from './status.js';

/** As in a Role; `*` stands for all. Without `namespace` it is one of a ClusterRole. */
export interface Rule {
  readonly verbs: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly namespace?: string;
}

export const EVERYTHING: readonly Rule[] = [{ verbs: ['*'], resources: ['*'] }];

export interface User {
  readonly name: string;
  readonly rules: readonly Rule[];
}

export interface Users {
  readonly tokens?: Readonly<Record<string, User>>;
  /** By the common name of the client's certificate. */
  readonly certificates?: Readonly<Record<string, User>>;
}

const ANONYMOUS: User = { name: 'system:anonymous', rules: [] };

/** @throws Refused with 401 for a token that no user has, or a certificate of another authority */
export function authenticate(request: IncomingMessage, { tokens = {}, certificates = {} }: Users) {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const token = /^Bearer (.+)$/.exec(authorization)?.[1]?.trim();
    const user = token === undefined ? undefined : tokens[token];
    if (!user) throw new Refused(unauthorized());
    return user;
  }
  const { socket } = request;
  const subject = socket instanceof TLSSocket ? socket.getPeerCertificate().subject : undefined;
  if (!(socket instanceof TLSSocket) || subject === undefined) return ANONYMOUS;
  const user = certificates[String(subject.CN)];
  if (!user || !socket.authorized) throw new Refused(unauthorized());
  return user;
}

// What everybody may ask for since Kubernetes 1.14, or any authenticated user.
const PUBLIC = ['/version', '/version/', '/healthz', '/livez', '/readyz'];
const DISCOVERY = /^\/(api|apis|openapi)(\/|$)/;

/** @throws Refused with 403, in the words of Kubernetes 1.20 */
export function authorise(user: User, info: RequestInfo): void {
  if ('path' in info) {
    if (PUBLIC.includes(info.path)) return;
    if (user !== ANONYMOUS && DISCOVERY.test(info.path)) return;
    throw new Refused(
      forbidden(`forbidden: User "${user.name}" cannot ${info.verb} path "${info.path}"`, {}),
    );
  }
  if (user.rules.some((rule) => allows(rule, info))) return;
  const [kind = ''] = info.resource.split('/');
  const what = info.name === null ? kind : `${kind} "${info.name}"`;
  const where =
    info.namespace === null ? 'at the cluster scope' : `in the namespace "${info.namespace}"`;
  throw new Refused(
    forbidden(
      `${what} is forbidden: User "${user.name}" cannot ${info.verb} resource "${info.resource}" in API group "" ${where}`,
      { ...(info.name !== null && { name: info.name }), kind },
    ),
  );
}

function allows(rule: Rule, info: ResourceRequest): boolean {
  const has = (list: readonly string[], value: string) =>
    list.includes('*') || list.includes(value);
  return (
    has(rule.verbs, info.verb) &&
    has(rule.resources, info.resource) &&
    (rule.resourceNames === undefined ||
      (info.name !== null && rule.resourceNames.includes(info.name))) &&
    (rule.namespace === undefined || rule.namespace === info.namespace)
  );
}
