import type { Case } from '../../../test/judge/case.js';
import { inCluster, unasked } from '../../../test/judge/cluster-evidence.js';
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

export const cases: readonly Case[] = [
  {
    code: 'swift-unreachable',
    raisedBy: atSwift('refused'),
    // The gateway answers, so its silence on this call is Tiller's.
    notBy: tillerUnanswered('timeout'),
  },
  {
    code: 'swift-unreachable',
    raisedBy: {
      ...tillerUnanswered('closed'),
      swiftTillerVersion: { ...failed('closed'), ms: 900 },
    },
    notBy: tillerUnanswered('closed'),
  },
  {
    // TLS is spoken, only the API server's certificate is not wanted.
    code: 'swift-unreachable',
    raisedBy: behindApiServer(500, `${TRYING}: remote error: tls: bad certificate`),
    notBy: behindApiServer(500, `${TRYING}: tls: first record does not look like a TLS handshake`),
  },
  {
    code: 'not-a-swift',
    raisedBy: atSwift('http-status', { httpStatus: 200, message: '<html>' }),
    notBy: tillerUnanswered('swift-error', { httpStatus: 500, grpcCode: 2, message: 'not found' }),
  },
  {
    // An API server that was asked on another path than that of a Service.
    code: 'not-a-swift',
    raisedBy: behindApiServer(404, 'the server could not find the requested resource'),
    notBy: behindApiServer(404, 'services "helm-api" not found'),
  },
  {
    code: 'service-without-endpoints',
    raisedBy: behindApiServer(503, 'no endpoints available for service "helm-api:http"'),
    notBy: behindApiServer(503, 'the server is currently unable to handle the request'),
  },
  {
    code: 'service-without-endpoints',
    raisedBy: behindApiServer(503, 'no service port 81 found for service "helm-api"'),
    notBy: behindApiServer(404, 'services "helm-api" not found'),
  },
  {
    // Read a moment before it is there, and only its Endpoints are not.
    code: 'service-without-endpoints',
    raisedBy: inCluster({ swift: { pods: ok([]) } }, unfoundByProxy),
    notBy: { ...unfoundByProxy, viaApiServer: true },
  },
  {
    code: 'service-wrong-scheme',
    raisedBy: behindApiServer(
      500,
      'error trying to reach service: tls: first record does not look like a TLS handshake',
    ),
    notBy: behindApiServer(500, 'error trying to reach service: dial tcp: i/o timeout'),
  },
  {
    // The port behind the API server wants TLS, and says so in HTTP; without one it is the address.
    code: 'service-wrong-scheme',
    raisedBy: { viaApiServer: true, ...atSwift('http-status', WANTS_TLS) },
    notBy: atSwift('http-status', WANTS_TLS),
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
