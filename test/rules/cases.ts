// For each code, evidence that raises it and evidence that looks alike and must not.
import { FOLDER_CASES } from '../support/check-cases.js';
import type { Case } from './case.js';
import { ACCESS_CASES } from './cases-access.js';
import { ARGUMENT_CASES } from './cases-arguments.js';
import { CLUSTER_CASES } from './cases-cluster.js';
import { STORAGE_CASES } from './cases-storage.js';
import {
  atSwift,
  atTiller,
  behindApiServer,
  evidence,
  failed,
  ok,
  swiftError,
  tillerError,
  tillerUnanswered,
  type Overrides,
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
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: tillerUnanswered('closed'),
    notBy: { ...tillerUnanswered('closed'), liveness: failed('closed') },
  },
  {
    code: 'swift-gateway-cannot-reach-itself',
    raisedBy: tillerUnanswered('swift-error', {
      httpStatus: 503,
      grpcCode: 14,
      message: 'all SubConns are in TransientFailure',
    }),
    notBy: tillerUnanswered('swift-error', {
      httpStatus: 503,
      grpcCode: 14,
      message: 'transport is closing',
    }),
  },
];

const VERSION_CASES: Case[] = [
  {
    code: 'pair-undocumented',
    raisedBy: { swift: '0.9.0', tiller: 'v2.10.0' },
    worse: { swift: '0.8.0', tiller: 'v2.10.0' },
    // Another patch release of the line that the table names.
    notBy: { tiller: 'v2.13.1' },
  },
  {
    code: 'swift-version-unknown',
    raisedBy: { swift: null },
    notBy: { swift: 'v0.11.1' },
  },
  {
    code: 'swift-version-contradicted',
    raisedBy: { swift: '0.11.1', swiftList: swiftError(400, 11, 'EOF'), stored: [] },
    // Behind an API server, which strips the headers, their absence contradicts nothing.
    notBy: { swift: '0.11.1', viaApiServer: true, swiftList: withoutCors() },
  },
  {
    code: 'tillers-differ',
    raisedBy: { tiller: 'v2.13.0', viaSwift: 'v2.10.0' },
    worse: { tiller: 'v2.13.0', viaSwift: 'v2.9.0' },
    notBy: { tiller: 'v2.13.0', viaSwift: '2.13.0' },
  },
  {
    code: 'tiller-version-unknown',
    raisedBy: { tiller: 'v3.0.0' },
    worse: { tiller: 'v3.1.0' },
    notBy: { tiller: 'v2.14.3-rancher1' },
  },
  {
    code: 'tiller-fork',
    raisedBy: { tiller: 'v2.14.3-rancher1' },
    worse: { tiller: 'v2.14.3-rancher2' },
    // A rebuild of that very release.
    notBy: { tiller: 'v2.9.1+icp' },
  },
  {
    // The Helm project has no 2.7.3, so this is no rebuild of a release.
    code: 'tiller-fork',
    raisedBy: { tiller: 'v2.7.3+icp' },
    notBy: { tiller: 'v2.7.2' },
  },
  { code: 'helm-library-differs', raisedBy: { swift: '0.10.0' }, notBy: { swift: '0.9.0' } },
];

function withoutCors(): NonNullable<Overrides['swiftList']> {
  const { list } = evidence().swift;
  if (!list?.ok) throw new Error('the healthy evidence has a list');
  return { ...ok(list.value), http: { status: 200, bodyBytes: 1, corsHeaders: false } };
}

export type { Case } from './case.js';

export const CASES: readonly Case[] = [
  ...FOLDER_CASES.flatMap(({ cases }) => cases),
  ...REACH_CASES,
  ...CLUSTER_CASES,
  ...ARGUMENT_CASES,
  ...STORAGE_CASES,
  ...ACCESS_CASES,
  ...VERSION_CASES,
];
