// services/proxy: a request passed on to a ready endpoint of a Service, and its answer passed back.
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect as connectTls } from 'node:tls';
import { classifyTlsError } from '../../../src/net/diagnose.js';
import type { Subset } from './endpoints.js';
import { dial, DialError, type Network } from './network.js';
import type { KubeObject } from './objects.js';
import type { ResourceRequest } from './request-info.js';
import { badRequest, internal, notFound, Refused, unavailable } from './status.js';

export interface ProxyContext {
  readonly services: readonly KubeObject[];
  readonly endpoints: readonly KubeObject[];
  readonly network: Network;
}

interface Location {
  readonly scheme: 'http' | 'https';
  readonly ip: string;
  readonly port: number;
}

/** @throws Refused */
export async function proxyToService(
  request: IncomingMessage,
  response: ServerResponse,
  info: ResourceRequest,
  query: string,
  context: ProxyContext,
): Promise<void> {
  if (info.rest === '') {
    const path = request.url?.split('?', 1)[0] ?? '';
    response.writeHead(301, { location: `${path}/${query}` }).end();
    return;
  }
  const to = locate(info.namespace ?? '', info.name ?? '', context);
  const socket = await connectTo(to, context.network).catch((error: unknown) => {
    if (!(error instanceof DialError)) throw error;
    throw new Refused(internal(`error trying to reach service: ${error.message}`));
  });
  response.on('close', () => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    const onward = httpRequest(
      {
        createConnection: () => socket,
        method: request.method,
        path: `${info.rest}${query}`,
        headers: forwarded(request),
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, withoutCors(answer.rawHeaders));
        answer.pipe(response).on('finish', resolve);
        answer.on('error', reject);
      },
    );
    onward.on('error', (error) =>
      reject(new Refused(internal(`error trying to reach service: ${goWords(error)}`))),
    );
    request.pipe(onward);
  });
}

/** @throws Refused */
function locate(namespace: string, id: string, context: ProxyContext): Location {
  const parts = id.split(':');
  if (parts.length > 3) throw new Refused(badRequest(`invalid service request "${id}"`));
  const [scheme, name, given] =
    parts.length === 3 ? parts : parts.length === 2 ? ['', ...parts] : ['', id, ''];
  const named = ({ metadata }: KubeObject) =>
    metadata.namespace === namespace && metadata.name === name;
  const port = /^\d+$/.test(given ?? '')
    ? portName(context.services.find(named), name ?? '', Number(given))
    : (given ?? '');
  const endpoints = context.endpoints.find(named);
  // If the Endpoints are missing, the error names the Service.
  if (!endpoints) throw new Refused(notFound('services', name ?? ''));
  const subsets = (endpoints['subsets'] ?? []) as readonly Subset[];
  if (subsets.length === 0) {
    throw new Refused(unavailable(`no endpoints available for service "${name ?? ''}"`));
  }
  for (const subset of subsets) {
    const [address] = subset.addresses ?? [];
    const match = subset.ports.find((candidate) => (candidate.name ?? '') === port);
    if (address && match) {
      return { scheme: scheme === 'https' ? 'https' : 'http', ip: address.ip, port: match.port };
    }
  }
  throw new Refused(unavailable(`no endpoints available for service "${id}"`));
}

/** Endpoints know ports by name, so for a number the Service is looked up; for a name it is not. */
function portName(service: KubeObject | undefined, name: string, given: number): string {
  if (!service) throw new Refused(notFound('services', name));
  const { ports } = service['spec'] as { ports: readonly { name?: string; port: number }[] };
  const found = ports.find(({ port }) => port === given);
  if (!found) {
    throw new Refused(unavailable(`no service port ${given} found for service "${name}"`));
  }
  return found.name ?? '';
}

async function connectTo({ scheme, ip, port }: Location, network: Network) {
  const socket = await dial(network, ip, port);
  // The API server verifies no certificate of a backend.
  return scheme === 'https' ? connectTls({ socket, rejectUnauthorized: false }) : socket;
}

/** The credentials were for the API server. */
function forwarded({ headers, url, socket }: IncomingMessage): Record<string, string | string[]> {
  const kept = Object.entries(headers).filter(
    ([name, value]) => value !== undefined && !['authorization', 'connection'].includes(name),
  ) as [string, string | string[]][];
  return {
    ...Object.fromEntries(kept),
    'x-forwarded-for': socket.remoteAddress ?? '',
    'x-forwarded-uri': url ?? '',
  };
}

function withoutCors(raw: readonly string[]): string[] {
  const pairs: string[] = [];
  for (let index = 0; index < raw.length; index += 2) {
    const [name = '', value = ''] = raw.slice(index, index + 2);
    if (!/^(access-control-allow-|connection$|keep-alive$|transfer-encoding$)/i.test(name)) {
      pairs.push(name, value);
    }
  }
  return pairs;
}

/** What Go says where Node has words of its own. */
function goWords(error: Error): string {
  if (classifyTlsError(error)?.kind === 'tls-not-spoken') {
    return 'tls: first record does not look like a TLS handshake';
  }
  return 'code' in error && error.code === 'ECONNRESET' ? 'EOF' : error.message;
}
