// An API server on loopback, over TLS: what of Kubernetes 1.20 swiftcheck asks, answered as published.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { makeCertificates, type Certificates } from '../../../src/lab/certificates.js';
import { authenticate, authorise, EVERYTHING, type User, type Users } from './access.js';
import { discovery } from './discovery.js';
import { endpointsOf } from './endpoints.js';
import type { Network } from './network.js';
import type { KubeObject, KubeObjects, Resource } from './objects.js';
import { forwardPorts, KubeletRefused, type PortForwardTrouble } from './port-forward.js';
import { KINDS, readList, readOne, type MetadataVersion } from './reads.js';
import { requestInfo, type RequestInfo } from './request-info.js';
import { proxyToService } from './service-proxy.js';
import { answer, methodNotAllowed, noSuchPath, Refused } from './status.js';

/** May do everything, unless the test has users of its own. */
export const ADMIN_TOKEN = 'admin-t0ken.never-to-be-shown';

export interface KubeOptions {
  readonly objects?: KubeObjects;
  readonly users?: Users;
  readonly network?: Network;
  readonly portForwardTrouble?: Readonly<Record<string, PortForwardTrouble>>;
  /** Default `v1.20.15`. */
  readonly version?: string;
  /** Default both; Kubernetes up to 1.14 has `v1beta1` only. */
  readonly metadataVersions?: readonly MetadataVersion[];
  /** Default: for `localhost` and `127.0.0.1`. */
  readonly certificates?: Certificates;
}

export interface AskedOfKube {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly accept: string;
  /** `null`: not even authenticated. */
  readonly user: string | null;
  readonly info: RequestInfo;
  /** Whether RBAC let it through. */
  readonly allowed: boolean;
}

export interface KubeServer {
  /** Without a trailing slash. */
  readonly url: string;
  readonly port: number;
  readonly certificates: Certificates;
  /** Every request, in the order of arrival, also those that were refused. */
  readonly asked: AskedOfKube[];
  /** What the cluster holds from now on. */
  setObjects(objects: KubeObjects): void;
  /** From now on pages but the first are answered as expired, this many times. */
  expirePages(times: number): void;
  /** Connections that are open. */
  readonly connections: () => number;
  close(): Promise<void>;
}

export async function startKube(options: KubeOptions = {}): Promise<KubeServer> {
  const certificates = options.certificates ?? (await makeCertificates());
  const admin: User = { name: 'admin', rules: EVERYTHING };
  const users: Users = options.users ?? {
    tokens: { [ADMIN_TOKEN]: admin },
    certificates: { 'swiftcheck throwaway client': admin },
  };
  const { network = {}, portForwardTrouble: trouble = {}, version = 'v1.20.15' } = options;
  const metadataVersions = options.metadataVersions ?? ['v1', 'v1beta1'];
  let objects = options.objects ?? {};
  let expiring = 0;
  const asked: AskedOfKube[] = [];

  const of = (resource: Resource): readonly KubeObject[] =>
    resource === 'endpoints'
      ? (objects.endpoints ?? endpointsOf(of('services'), of('pods')))
      : (objects[resource] ?? []);
  const reading = {
    metadataVersions,
    continueExpired: () => expiring > 0 && expiring-- > 0,
  };

  /** @throws Refused */
  const admit = (request: IncomingMessage): { url: URL; info: RequestInfo } => {
    const url = new URL(request.url ?? '/', 'https://kube');
    const info = requestInfo(request.method ?? 'GET', url);
    const entry = {
      method: request.method ?? '',
      path: request.url ?? '',
      accept: request.headers.accept ?? '',
      user: null,
      info,
      allowed: false,
    };
    const index = asked.push(entry) - 1;
    const user = authenticate(request, users);
    asked[index] = { ...entry, user: user.name };
    authorise(user, info);
    asked[index] = { ...entry, user: user.name, allowed: true };
    return { url, info };
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { url, info } = admit(request);
    if ('path' in info) {
      const found = discovery(info.path, version);
      if (!found) throw new Refused(noSuchPath());
      answer(response, found);
      return;
    }
    if (info.resource === 'services/proxy') {
      await proxyToService(request, response, info, url.search, {
        services: of('services'),
        endpoints: of('endpoints'),
        network,
      });
      return;
    }
    if (!isResource(info.resource)) throw new Refused(noSuchPath());
    if (info.verb !== 'get' && info.verb !== 'list') throw new Refused(methodNotAllowed());
    const accept = request.headers.accept ?? '';
    const held = of(info.resource);
    answer(
      response,
      info.verb === 'get'
        ? readOne(held, info.resource, info, accept, reading)
        : readList(held, info.resource, info.namespace, url.searchParams, accept, reading),
    );
  };

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const { url, info } = admit(request);
    if ('path' in info || info.resource !== 'pods/portforward') throw new Refused(noSuchPath());
    const context = { pods: of('pods'), network, trouble };
    forwardPorts(request, socket, head, info, url.searchParams, context);
  };

  const server = createServer({
    ...certificates.server,
    ca: certificates.ca.cert,
    requestCert: true,
    rejectUnauthorized: false,
  });
  server.on('request', (request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (error instanceof Refused && !response.headersSent) {
        answer(response, error.status, error.status.code);
      } else response.destroy();
    });
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    try {
      upgrade(request, socket, head);
    } catch (error) {
      refuseUpgrade(socket, error);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const open = new Set<Duplex>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  return {
    url: `https://127.0.0.1:${port}`,
    port,
    certificates,
    asked,
    setObjects: (next) => (objects = next),
    expirePages: (times) => (expiring = times),
    connections: () => open.size,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

function isResource(name: string): name is Resource {
  return name in KINDS;
}

/** An upgrade that fails is answered in plain HTTP. @throws what is a defect */
function refuseUpgrade(socket: Duplex, error: unknown): void {
  const { code, type, body } = refusal(error);
  socket.end(
    [
      `HTTP/1.1 ${code} Refused`,
      `content-type: ${type}`,
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function refusal(error: unknown) {
  if (error instanceof Refused) {
    const { status } = error;
    return { code: status.code, type: 'application/json', body: JSON.stringify(status) };
  }
  if (!(error instanceof KubeletRefused)) throw error;
  return { code: error.code, type: 'text/plain; charset=utf-8', body: `${error.message}\n` };
}
