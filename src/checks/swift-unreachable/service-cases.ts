// Cases about the Service, which stands between the API server and Swift.
import type { Case } from '../../../test/judge/case.js';
import {
  PULL,
  inCluster,
  service,
  swiftPod,
  unasked,
} from '../../../test/judge/cluster-evidence.js';
import {
  atSwift,
  behindApiServer,
  failed,
  ok,
  type Overrides,
} from '../../../test/judge/evidence.js';

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

/** The URL of the service proxy behind `kubectl proxy`. */
export const proxy = (name: string) =>
  `http://127.0.0.1:8001/api/v1/namespaces/kube-system/services/${name}/proxy`;
const NO_ENDPOINTS = 'no endpoints available for service "helm-api"';
export const TRYING = 'error trying to reach service';
export const NOT_TLS = `${TRYING}: tls: first record does not look like a TLS handshake`;

export const SERVICE_CASES: readonly Case[] = [
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
    says: ['No pod behind the Service is ready, or no container port of its pods has the name'],
    silentOn: ['in the URL', 'names of the ports', 'lacks'],
    is: { certainty: 'possible' },
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
