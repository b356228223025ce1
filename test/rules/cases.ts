// For each code, evidence that raises it and evidence that looks alike and must not.
import { FOLDER_CASES } from '../support/check-cases.js';
import type { Case } from './case.js';
import { CLUSTER_CASES } from './cases-cluster.js';
import {
  atSwift,
  atTiller,
  behindApiServer,
  failed,
  tillerError,
  tillerUnanswered,
} from './evidence.js';

const TRYING = 'error trying to reach service';
const WANTS_TLS = {
  httpStatus: 400,
  message: 'HTTP 400: "Client sent an HTTP request to an HTTPS server."',
};

const REACH_CASES: Case[] = [
  { code: 'tiller-unreachable', raisedBy: atTiller('refused'), notBy: atSwift('refused') },
  {
    code: 'not-a-tiller',
    raisedBy: { tillerVersion: tillerError(12, 'unknown service'), directList: failed('refused') },
    notBy: { tillerVersion: tillerError(14, 'transport is closing') },
  },
  {
    code: 'swift-unreachable',
    raisedBy: atSwift('refused'),
    // The gateway answers, so its silence on this call is Tiller's.
    notBy: tillerUnanswered('timeout'),
  },
  {
    code: 'not-a-swift',
    raisedBy: atSwift('http-status', { httpStatus: 200, message: '<html>' }),
    notBy: tillerUnanswered('swift-error', { httpStatus: 500, grpcCode: 2, message: 'not found' }),
  },
  {
    code: 'service-missing',
    raisedBy: behindApiServer(404, 'services "helm-api" not found'),
    notBy: behindApiServer(503, 'no endpoints available for service "helm-api:http"'),
  },
  {
    code: 'service-without-endpoints',
    raisedBy: behindApiServer(503, 'no endpoints available for service "helm-api:http"'),
    notBy: behindApiServer(503, 'the server is currently unable to handle the request'),
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
  {
    // TLS is spoken, only the API server's certificate is not wanted.
    code: 'swift-unreachable',
    raisedBy: behindApiServer(500, `${TRYING}: remote error: tls: bad certificate`),
    notBy: behindApiServer(500, `${TRYING}: tls: first record does not look like a TLS handshake`),
  },
  {
    code: 'service-without-endpoints',
    raisedBy: behindApiServer(503, 'no service port 81 found for service "helm-api"'),
    notBy: behindApiServer(404, 'services "helm-api" not found'),
  },
  {
    // An API server that was asked on another path than that of a Service.
    code: 'not-a-swift',
    raisedBy: behindApiServer(404, 'the server could not find the requested resource'),
    notBy: behindApiServer(404, 'services "helm-api" not found'),
  },
];

export type { Case } from './case.js';

export const CASES: readonly Case[] = [
  ...FOLDER_CASES.flatMap(({ cases }) => cases),
  ...REACH_CASES,
  ...CLUSTER_CASES,
];
