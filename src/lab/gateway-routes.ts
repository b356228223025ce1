// The paths of Swift's HTTP gateway and the calls behind them.

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Segments; `{name}` stands for any one. */
  readonly path: string;
  /** Call of Swift's gRPC service; `null` where the lab does not offer it. */
  readonly call: string | null;
  /** Message names of request and answer. */
  readonly request: string;
  readonly answer: string;
}

const TILLER = 'hapi.services.tiller';
const RELEASE = '/tiller/v2/releases/{name}';

const ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/tiller/v2/releases/json',
    call: 'SummarizeReleases',
    request: 'swift.v2.SummarizeReleasesRequest',
    answer: 'swift.v2.SummarizeReleasesResponse',
  },
  {
    method: 'GET',
    path: `${RELEASE}/status/json`,
    call: 'GetReleaseStatus',
    request: `${TILLER}.GetReleaseStatusRequest`,
    answer: `${TILLER}.GetReleaseStatusResponse`,
  },
  {
    method: 'GET',
    path: `${RELEASE}/content/json`,
    call: 'GetReleaseContent',
    request: 'swift.v2.GetReleaseContentRequest',
    answer: `${TILLER}.GetReleaseContentResponse`,
  },
  {
    method: 'PUT',
    path: `${RELEASE}/json`,
    call: null,
    request: `${TILLER}.UpdateReleaseRequest`,
    answer: `${TILLER}.UpdateReleaseResponse`,
  },
  {
    method: 'POST',
    path: `${RELEASE}/json`,
    call: 'InstallRelease',
    request: 'swift.v2.InstallReleaseRequest',
    answer: `${TILLER}.InstallReleaseResponse`,
  },
  {
    method: 'DELETE',
    path: `${RELEASE}/json`,
    call: 'UninstallRelease',
    request: `${TILLER}.UninstallReleaseRequest`,
    answer: `${TILLER}.UninstallReleaseResponse`,
  },
  {
    method: 'GET',
    path: '/tiller/v2/version/json',
    call: 'GetVersion',
    request: `${TILLER}.GetVersionRequest`,
    answer: `${TILLER}.GetVersionResponse`,
  },
  {
    // Changes the cluster although it is a GET: not in the lab.
    method: 'GET',
    path: `${RELEASE}/rollback/json`,
    call: null,
    request: `${TILLER}.RollbackReleaseRequest`,
    answer: `${TILLER}.RollbackReleaseResponse`,
  },
  {
    method: 'GET',
    path: `${RELEASE}/json`,
    call: 'GetHistory',
    request: `${TILLER}.GetHistoryRequest`,
    answer: `${TILLER}.GetHistoryResponse`,
  },
];

export type Match =
  | { readonly kind: 'route'; readonly route: Route; readonly name?: string }
  | { readonly kind: 'method not allowed' }
  | { readonly kind: 'not found' };

/** `path` is decoded and has no query. `formEncoded`: a POST of a form, which also finds a GET. */
export function findRoute(method: string, path: string, formEncoded: boolean): Match {
  const matching = ROUTES.flatMap((route) => {
    const name = matchPath(route.path, path);
    return name === null ? [] : [{ route, name }];
  });
  const found =
    matching.find(({ route }) => route.method === method) ??
    (method === 'POST' && formEncoded ? matching[0] : undefined);
  if (found) return { kind: 'route', route: found.route, ...found.name };
  return { kind: matching.length > 0 ? 'method not allowed' : 'not found' };
}

function matchPath(pattern: string, path: string): { name?: string } | null {
  const [expected, actual] = [pattern.split('/'), path.split('/')];
  if (expected.length !== actual.length) return null;
  let name: string | undefined;
  for (const [index, segment] of expected.entries()) {
    if (segment === '{name}') name = actual[index];
    else if (segment !== actual[index]) return null;
  }
  return name === undefined ? {} : { name };
}
