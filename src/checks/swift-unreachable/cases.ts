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
} from '../../../test/judge/evidence.js';
import { startClosedPort } from '../../../test/support/fault-server.js';
import { withStatus, withSwift } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';
import { NOT_TLS, proxy, SERVICE_CASES, TRYING } from './service-cases.js';

const unready = inCluster({ swift: { pods: ok([swiftPod({ trouble: PULL })]) } }).cluster;
const FORWARDED = { via: 'port-forward', forward: ok({ pod: 'swift-1', port: 9855 }) } as const;

const UNKNOWN_PATH = { httpStatus: 501, grpcCode: 12, message: 'Not Implemented' };

export const cases: readonly Case[] = [
  ...SERVICE_CASES,
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
    // Nothing failed but the patience of the run.
    code: 'swift-unreachable',
    raisedBy: atSwift('no-answer'),
    says: ['Nothing answers in time at http://127.0.0.1:9855', 'Swift hangs, or what stands'],
    silentOn: ['The connection failed', 'cannot be reached'],
    is: { certainty: 'possible' },
    notBy: tillerUnanswered('no-answer'),
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
    // An answer came, so the connection did not fail.
    code: 'swift-unreachable',
    raisedBy: behindApiServer(500, 'broken.'),
    says: ['The API server, or a server in front of it, answered in place of Swift'],
    silentOn: ['The connection failed', 'Compare the address'],
    is: { hop: 'swiftcheck->swift', certainty: 'possible' },
    notBy: behindApiServer(401, 'Unauthorized'),
    otherwise: 'raised: unauthorized',
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
    code: 'not-a-swift',
    raisedBy: atSwift('http-status', UNKNOWN_PATH),
    says: [
      'The gateway at http://127.0.0.1:9855 does not know the paths of Swift',
      'The path of the URL is wrong, a proxy in front of Swift changes paths',
      'Give `--swift` the URL before /tiller/v2/.',
    ],
    is: { hop: 'swiftcheck->swift', certainty: 'possible' },
    notBy: {},
    otherwise: 'pass',
  },
  {
    code: 'not-a-swift',
    raisedBy: inCluster({ swift: FORWARDED }, atSwift('http-status', UNKNOWN_PATH)),
    says: ['It is the gateway of another program in the pod.'],
    silentOn: ['proxy', 'Give `--swift`'],
    is: { certainty: 'likely' },
    notBy: {},
    otherwise: 'pass',
  },
  {
    // The URL is that of the run, so it is no use to give another one.
    code: 'not-a-swift',
    raisedBy: inCluster(
      { swift: { services: ok([service({ ports: ['http', 'https'] })]) } },
      atSwift('http-status', { httpStatus: 200, message: '<html>' }),
    ),
    says: [
      / -n kube-system get services,endpoints helm-api -o wide$/m,
      / --swift-service kube-system\/helm-api:https$/m,
    ],
    silentOn: ['Give `--swift` the URL', 'app=swift'],
    notBy: {},
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
    // The API server was not reached, and nothing is known of Swift.
    code: 'swift-unreachable',
    raisedBy: {
      ...atSwift('refused', { hop: 'swiftcheck->api-server' }),
      // As kind has it.
      url: proxy('helm-api').replace('http://127.0.0.1:8001', 'https://127.0.0.1:6443'),
    },
    says: ['The connection to the API server failed', 'kubectl get --raw /healthz'],
    silentOn: ['Swift listens on', 'kubectl proxy'],
    is: { hop: 'swiftcheck->api-server', certainty: 'certain' },
    notBy: {},
  },
  {
    code: 'swift-unreachable',
    raisedBy: {
      ...atSwift('refused', { hop: 'swiftcheck->api-server' }),
      url: proxy('helm-api'),
    },
    says: ['The connection to the proxy on this machine failed', 'kubectl proxy --port=8001'],
    silentOn: ['/healthz'],
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
