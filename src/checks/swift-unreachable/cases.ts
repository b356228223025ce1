import type { Case } from '../../../test/judge/case.js';
import {
  PULL,
  at,
  inCluster,
  noSwift,
  service,
  swiftPod,
  unasked,
} from '../../../test/judge/cluster-evidence.js';
import {
  atSwift,
  behindApiServer,
  failed,
  ok,
  tillerUnanswered,
  type Overrides,
} from '../../../test/judge/evidence.js';
import { startClosedPort } from '../../../test/support/fault-server.js';
import { withStatus, withSwift } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const TRYING = 'error trying to reach service';
const WANTS_TLS = {
  httpStatus: 400,
  message: 'HTTP 400: "Client sent an HTTP request to an HTTPS server."',
};

const unfoundByProxy: Overrides = {
  ...unasked('kubernetes-status'),
  swiftTillerVersion: failed('kubernetes-status', {
    ...{ httpStatus: 404, message: 'services "helm-api" not found' },
  }),
};

const proxy = (service: string) =>
  `http://127.0.0.1:8001/api/v1/namespaces/kube-system/services/${service}/proxy`;
const NO_ENDPOINTS = 'no endpoints available for service "helm-api"';
const NOT_TLS = `${TRYING}: tls: first record does not look like a TLS handshake`;
const unready = inCluster({ swift: { pods: ok([swiftPod({ trouble: PULL })]) } }).cluster;
const FORWARDED = { via: 'port-forward', forward: ok({ pod: 'swift-1', port: 9855 }) } as const;

export const cases: readonly Case[] = [
  {
    code: 'swift-unreachable',
    raisedBy: atSwift('refused'),
    says: ['Swift cannot be reached at http://127.0.0.1:9855', 'Compare the address with the'],
    is: { outcome: 'fail', hop: 'swiftcheck->swift', certainty: 'certain', follows: null },
    // The gateway answers, so its silence on this call is Tiller's.
    notBy: tillerUnanswered('timeout'),
    otherwise: 'pass',
  },
  {
    code: 'swift-unreachable',
    raisedBy: {
      ...tillerUnanswered('closed'),
      swiftTillerVersion: { ...failed('closed'), ms: 900 },
    },
    notBy: tillerUnanswered('closed'),
    otherwise: 'pass',
  },
  {
    // TLS is spoken, only the API server's certificate is not wanted.
    code: 'swift-unreachable',
    raisedBy: behindApiServer(500, `${TRYING}: remote error: tls: bad certificate`),
    says: ["Swift's pod does not accept the client certificate of the Kubernetes API server"],
    silentOn: ['Compare the address'],
    is: { hop: 'api-server->swift' },
    notBy: behindApiServer(500, NOT_TLS),
    otherwise: 'raised: service-wrong-scheme',
  },
  {
    code: 'swift-unreachable',
    raisedBy: {
      ...behindApiServer(503, 'broken.'),
      ...(unready && { cluster: unready }),
    },
    is: { hop: 'swiftcheck->swift', follows: 'swift-not-ready' },
    // Nothing was found that could be asked.
    notBy: noSwift({ services: ok([]) }),
    otherwise: 'unknown: not-found.',
  },
  {
    // The port was forwarded, and the call on it failed.
    code: 'swift-unreachable',
    raisedBy: inCluster({ swift: FORWARDED }, atSwift('closed', { hop: 'api-server->swift' })),
    is: { hop: 'api-server->swift' },
    notBy: inCluster(
      { swift: { via: 'port-forward', forward: at('api-server->swift', 'port-forward') } },
      unasked('port-forward'),
    ),
    otherwise: 'unknown: port-forward.',
  },
  {
    code: 'swift-unreachable',
    raisedBy: inCluster({}, atSwift('timeout')),
    notBy: inCluster(
      { swift: { services: ok([service({ port: null, ports: ['a', 'b'] })]) } },
      unasked('not-found'),
    ),
    otherwise: 'unknown: not-found.',
  },
  {
    code: 'not-a-swift',
    raisedBy: atSwift('http-status', { httpStatus: 200, message: '<html>' }),
    says: [
      'What answers at http://127.0.0.1:9855 is not a Swift',
      'Another server or a proxy sent it.',
      'Give `--swift` the URL before /tiller/v2/.',
      "Forward a port of Swift's Service.",
    ],
    is: { outcome: 'fail', hop: 'swiftcheck->swift', certainty: 'certain' },
    notBy: tillerUnanswered('swift-error', { httpStatus: 500, grpcCode: 2, message: 'not found' }),
    otherwise: 'pass',
  },
  {
    // Nothing is in front of a forwarded port.
    code: 'not-a-swift',
    raisedBy: inCluster(
      { swift: FORWARDED },
      atSwift('http-status', { httpStatus: 200, message: '<html>' }),
    ),
    says: ['Another program in the pod sent it.', 'Read the log of Swift.'],
    silentOn: ['proxy', 'Give `--swift`'],
    notBy: atSwift('http-status', { httpStatus: 401, message: 'HTTP 401' }),
    otherwise: 'raised: unauthorized',
  },
  {
    // A known text of a server in front of Swift.
    code: 'not-a-swift',
    raisedBy: atSwift('http-status', { httpStatus: 502, message: 'HTTP 502: <html>Bad gateway' }),
    says: ['answered in place of Swift, with HTTP 502'],
    silentOn: ['does not have the form'],
    notBy: behindApiServer(401, 'Unauthorized'),
    otherwise: 'raised: unauthorized',
  },
  ...(['not-json', 'wrong-answer', 'redirected', 'other-protocol'] as const).map((kind): Case => ({
    code: 'not-a-swift',
    raisedBy: atSwift(kind),
    notBy: atSwift('no-answer'),
    otherwise: 'raised: swift-unreachable',
  })),
  {
    // An API server that was asked on another path than that of a Service.
    code: 'not-a-swift',
    raisedBy: behindApiServer(404, 'the server could not find the requested resource'),
    notBy: behindApiServer(404, 'services "helm-api" not found'),
    otherwise: 'raised: service-missing',
  },
  {
    // The URL names no Service.
    code: 'service-without-endpoints',
    raisedBy: behindApiServer(503, NO_ENDPOINTS),
    says: [
      "Swift's Service has no ready endpoint",
      'Or the port of the Service has a name, which the URL lacks.',
      'NAMESPACE and NAME are those of the Service.',
      /`…\/services\/NAME:PORT\/proxy`.* kubectl -n NAMESPACE get service NAME -o /,
    ],
    is: { hop: 'api-server->swift', certainty: 'possible', follows: null },
    notBy: behindApiServer(503, 'the server is currently unable to handle the request'),
    otherwise: 'raised: swift-unreachable',
  },
  {
    // The name of the port is in the URL, and can be wrong.
    code: 'service-without-endpoints',
    raisedBy: { ...behindApiServer(503, NO_ENDPOINTS), url: proxy('helm-api:http') },
    says: [
      'or the name of the port in the URL is wrong',
      /kubectl -n kube-system get services,endpoints helm-api -o wide$/m,
      /`…\/services\/helm-api:PORT\/proxy`.* kubectl -n kube-system get service helm-api -o /,
    ],
    silentOn: ['NAMESPACE'],
    is: { certainty: 'possible' },
    notBy: behindApiServer(403, NO_ENDPOINTS),
    otherwise: 'raised: forbidden-by-rbac',
  },
  {
    // The API server looks a number up in the Service.
    code: 'service-without-endpoints',
    raisedBy: { ...behindApiServer(503, NO_ENDPOINTS), url: proxy('helm-api:9855') },
    says: ['No pod behind the Service is ready.'],
    silentOn: ['in the URL', 'names of the ports', 'lacks'],
    is: { certainty: 'certain' },
    notBy: behindApiServer(500, 'unheard of'),
    otherwise: 'raised: swift-unreachable',
  },
  {
    // This run found the name of the port in the Service.
    code: 'service-without-endpoints',
    raisedBy: inCluster(
      { swift: { pods: ok([swiftPod({ trouble: PULL })]) } },
      { ...behindApiServer(503, NO_ENDPOINTS), url: proxy('helm-api:http') },
    ),
    silentOn: ['in the URL', 'names of the ports'],
    is: { certainty: 'certain', follows: 'swift-not-ready' },
    notBy: {},
  },
  {
    code: 'service-without-endpoints',
    raisedBy: behindApiServer(503, 'no service port 81 found for service "helm-api"'),
    says: [
      "Swift's Service does not have the port of the URL",
      'The Service does not have the port of the URL.',
    ],
    silentOn: ['No pod'],
    is: { certainty: 'certain' },
    notBy: behindApiServer(404, 'services "helm-api" not found'),
    otherwise: 'raised: service-missing',
  },
  {
    // Read a moment before it is there, and only its Endpoints are not.
    code: 'service-without-endpoints',
    raisedBy: inCluster({ swift: { pods: ok([]) } }, unfoundByProxy),
    says: ['The Service exists, but has no Endpoints.'],
    is: { certainty: 'possible' },
    notBy: { ...unfoundByProxy, viaApiServer: true },
    otherwise: 'raised: service-missing',
  },
  {
    code: 'service-wrong-scheme',
    raisedBy: behindApiServer(500, NOT_TLS),
    says: ['Add or remove `https:` in `…/services/[https:]NAME:PORT/proxy`.'],
    is: { outcome: 'fail', hop: 'api-server->swift', certainty: 'certain' },
    notBy: behindApiServer(500, 'error trying to reach service: dial tcp: i/o timeout'),
    otherwise: 'raised: swift-unreachable',
  },
  {
    // The port behind the API server requires TLS, and says so in HTTP; without one it is the address.
    code: 'service-wrong-scheme',
    raisedBy: {
      ...{ viaApiServer: true, url: proxy('helm-api:9855') },
      ...atSwift('http-status', WANTS_TLS),
    },
    says: [/again with `https:` before.*\/services\/https:helm-api:9855\/proxy/],
    is: { hop: 'api-server->swift' },
    notBy: atSwift('http-status', WANTS_TLS),
    otherwise: 'raised: not-a-swift',
  },
  {
    code: 'service-wrong-scheme',
    raisedBy: { ...behindApiServer(500, NOT_TLS), url: proxy('https:helm-api') },
    says: [/again without `https:` before.*\/services\/helm-api\/proxy/],
    notBy: {},
  },
  {
    // The API server was not reached, and nothing is known of Swift.
    code: 'swift-unreachable',
    raisedBy: { ...atSwift('refused', { hop: 'swiftcheck->api-server' }), viaApiServer: true },
    says: ['so Swift did not get the call', 'kubectl get --raw /healthz'],
    silentOn: ['Swift listens on'],
    is: { hop: 'swiftcheck->api-server', certainty: 'certain' },
    notBy: {},
  },
  {
    code: 'swift-unreachable',
    raisedBy: inCluster(
      { tiller: { pods: at('swiftcheck->api-server', 'refused'), chosen: null } },
      { ...atSwift('refused', { hop: 'swiftcheck->api-server' }) },
    ),
    is: { follows: 'api-server-unreachable' },
    notBy: {},
  },
  {
    // The scheme is from the port of the Service.
    code: 'service-wrong-scheme',
    raisedBy: inCluster(
      {},
      { ...behindApiServer(500, NOT_TLS), url: proxy('https:helm-api:9855') },
    ),
    says: [
      'Run it again without TLS through a forwarded port.',
      'kubectl --context test -n kube-system port-forward service/helm-api 9855:http',
      /swiftcheck .*--kube-context test .*--swift http:\/\/127\.0\.0\.1:9855$/m,
    ],
    notBy: {},
  },
  {
    code: 'service-wrong-scheme',
    raisedBy: inCluster(
      { swift: { services: ok([service({ ports: ['http', 'https', '9080'] })]) } },
      { ...behindApiServer(500, NOT_TLS), url: proxy('helm-api:http') },
    ),
    says: [
      'Try another port of the Service: https, 9080.',
      /swiftcheck .*--swift-service kube-system\/helm-api:https$/m,
      /--swift https:\/\/127\.0\.0\.1:9855 --insecure$/m,
    ],
    notBy: {},
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-unreachable': async (stage) =>
    withSwift(stage, `http://${await stage.fault(startClosedPort)}`),
  'not-a-swift': async (stage) => withSwift(stage, await stage.always(200, '<html>Welcome</html>')),
  'service-without-endpoints': (stage) =>
    withStatus(
      stage,
      503,
      'ServiceUnavailable',
      'no endpoints available for service "helm-api:http"',
    ),
  'service-wrong-scheme': (stage) =>
    withStatus(
      stage,
      500,
      'InternalError',
      'error trying to reach service: tls: first record does not look like a TLS handshake',
    ),
};
