// What a request asks for, in the terms in which RBAC decides.
import { fieldTerms } from './selectors.js';

export interface ResourceRequest {
  /** `get`, `list`, `create`, `update`, `patch`, `delete`. */
  readonly verb: string;
  /** With the subresource: `pods`, `services/proxy`. */
  readonly resource: string;
  /** `null`: all namespaces. */
  readonly namespace: string | null;
  readonly name: string | null;
  /** What follows the subresource, as it was sent, without the query. */
  readonly rest: string;
}

/** Anything else, such as `/version`. */
export interface PathRequest {
  readonly verb: string;
  readonly path: string;
}

export type RequestInfo = ResourceRequest | PathRequest;

const VERBS: Readonly<Record<string, string>> = {
  GET: 'get',
  HEAD: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

export function requestInfo(method: string, url: URL): RequestInfo {
  const verb = VERBS[method] ?? method.toLowerCase();
  const match =
    /^\/api\/v1\/(?:namespaces\/([^/]+)\/)?([a-z]+)(?:\/([^/]+)(?:\/([^/]+)(.*))?)?$/.exec(
      url.pathname,
    );
  if (!match?.[2]) return { verb: method.toLowerCase(), path: url.pathname };
  const [, namespace, plural, name, subresource, rest = ''] = match;
  const named = name === undefined ? null : decodeURIComponent(name);
  return {
    verb: verb === 'get' && named === null ? 'list' : verb,
    resource: subresource === undefined ? plural : `${plural}/${subresource}`,
    namespace: namespace === undefined ? null : decodeURIComponent(namespace),
    // A list of one name is authorised by that name.
    name: named ?? selectedName(url),
    rest,
  };
}

function selectedName(url: URL): string | null {
  const terms = fieldTerms(url.searchParams.get('fieldSelector') ?? '');
  const byName = terms.find(({ field, not }) => field === 'metadata.name' && !not);
  return byName?.value ?? null;
}
