// Servers that answer as the real programs were recorded: nothing of the lab is in them. Long bodies,
// which the record cuts, are rebuilt from the data sets, and the record's byte counts hold them.
import { readFileSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as grpc from '@grpc/grpc-js';
import { messageType } from '../../src/wire/proto.js';
import { serviceDefinition } from '../../src/wire/service.js';
import { onLoopback } from './grpc-loopback.js';

interface Timestamp {
  seconds: number;
  nanos: number;
}
interface RecordedRelease {
  name: string;
  namespace: string;
  version: number;
  info: {
    status: { code: string; notes?: unknown };
    first_deployed: Timestamp;
    last_deployed: Timestamp;
    Description: string;
  };
  chart: { metadata: object };
  config: object;
}
export interface RecordedAnswer {
  tiller: string;
  dataset: string;
  swift?: string;
  request?: string;
  path?: string;
  status: number;
  bytes: number;
  body: string;
  headers?: Record<string, string>;
  probe?: string;
  direct?: { sizes: number[]; names: string[] };
}

const at = (name: string) => new URL(`../../fixtures/ground-truth/${name}`, import.meta.url);
const lines = (name: string) =>
  readFileSync(at(name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedAnswer);

export const RESPONSES = lines('responses.jsonl');
export const FINGERPRINTS = lines('fingerprints.jsonl');
const DATA_SETS = JSON.parse(readFileSync(at('datasets.json'), 'utf8')) as Record<
  string,
  RecordedRelease[]
>;

/** `{ repeat, bytes }` stands for that many bytes. */
function expand(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(expand);
  if (typeof value !== 'object' || value === null) return value;
  const { repeat, bytes } = value as { repeat?: string; bytes?: number };
  if (repeat !== undefined && bytes !== undefined) {
    return repeat === '\\0' ? Buffer.alloc(bytes) : repeat.repeat(bytes);
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expand(inner)]));
}

/** Field data of templates is text in the record and bytes on the wire. */
function encodable(release: RecordedRelease): object {
  const whole = expand(release) as { chart: { templates?: { data: unknown }[] } };
  for (const template of whole.chart.templates ?? []) {
    if (typeof template.data === 'string') template.data = Buffer.from(template.data);
  }
  return whole;
}

export interface Running {
  readonly address: string;
  /** Paths that were asked for, or methods that were called. */
  readonly asked: string[];
  readonly close: () => Promise<void>;
}

/** A Tiller of that version with that data set; only sets whose list is one message. */
export async function recordedTiller(version: string, dataset: string): Promise<Running> {
  const type = messageType('hapi.services.tiller.ListReleasesResponse');
  const releases = (DATA_SETS[dataset] ?? []).map(encodable);
  const message = Buffer.from(
    type
      .encode(type.fromObject({ count: releases.length, total: releases.length, releases }))
      .finish(),
  );
  const recorded = RESPONSES.find(
    (answer) => answer.tiller === version && answer.dataset === dataset && answer.direct,
  );
  const sizes = releases.length === 0 ? [] : [message.length];
  if (JSON.stringify(sizes) !== JSON.stringify(recorded?.direct?.sizes)) {
    throw new Error(`the data set ${dataset} has ${String(sizes)} bytes, not as recorded`);
  }
  const asked: string[] = [];
  const server = new grpc.Server({ 'grpc.max_send_message_length': -1 });
  const service = Object.fromEntries(
    Object.entries(serviceDefinition('hapi.services.tiller.ReleaseService')).map(
      ([name, method]) => [
        name,
        name === 'ListReleases'
          ? { ...method, responseSerialize: (bytes: Buffer) => bytes }
          : method,
      ],
    ),
  ) as ReturnType<typeof serviceDefinition>;
  const unimplemented: grpc.UntypedServiceImplementation = {};
  server.addService(service, {
    ...unimplemented,
    GetVersion: (_call: unknown, done: grpc.sendUnaryData<object>) => {
      asked.push('GetVersion');
      done(null, { Version: { sem_ver: `v${version}` } });
    },
    ListReleases: (call: grpc.ServerWritableStream<object, Buffer>) => {
      asked.push('ListReleases');
      const client = call.metadata.get('x-helm-api-client')[0];
      if (client !== `v${version}`) {
        const details = `incompatible versions client[${String(client)}] server[v${version}]`;
        call.emit('error', { code: grpc.status.UNKNOWN, details });
        return;
      }
      for (const size of sizes) call.write(message.subarray(0, size));
      call.end();
    },
  });
  return {
    address: await onLoopback(server),
    asked,
    close: () => {
      server.forceShutdown();
      return Promise.resolve();
    },
  };
}

/** A Swift as recorded in front of that Tiller with that data set. */
export async function recordedSwift(
  swift: string,
  tiller: string,
  dataset: string,
): Promise<Running> {
  const asked: string[] = [];
  const headersOf = (probe: string) =>
    FINGERPRINTS.find((line) => line.swift === swift && line.probe === probe)?.headers ?? {};
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    asked.push(`${request.method ?? ''} ${url}`);
    const answer = RESPONSES.find(
      (line) =>
        line.swift === swift &&
        line.tiller === tiller &&
        line.dataset === dataset &&
        `/tiller/v2/${line.path ?? ''}` === url,
    );
    const odd = FINGERPRINTS.find((line) => line.swift === swift && line.path === url);
    const body = answer
      ? wholeBody(answer)
      : (odd?.body ?? '{"code":12,"message":"Not Implemented"}');
    const headers = answer ? headersOf('version') : (odd?.headers ?? {});
    response.writeHead(answer?.status ?? odd?.status ?? 501, {
      ...headers,
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
  return { ...(await listening(server)), asked };
}

async function listening(server: HttpServer) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** A recorded body; a list that the record cuts is written out from its data set. */
function wholeBody(answer: RecordedAnswer): string {
  if (!answer.body.endsWith('…')) return answer.body;
  const releases = (DATA_SETS[answer.dataset] ?? []).map((release) => ({
    name: release.name,
    info: {
      status: expand(release.info.status),
      first_deployed: rfc3339(release.info.first_deployed),
      last_deployed: rfc3339(release.info.last_deployed),
      Description: release.info.Description,
    },
    chart_metadata: release.chart.metadata,
    config: release.config,
    version: release.version,
    namespace: release.namespace,
  }));
  const body = JSON.stringify({ releases });
  if (Buffer.byteLength(body) !== answer.bytes) {
    throw new Error(`${answer.path ?? ''}: ${body.length} bytes instead of ${answer.bytes}`);
  }
  return body;
}

function rfc3339({ seconds, nanos }: Timestamp): string {
  const whole = new Date(seconds * 1000).toISOString().slice(0, 19);
  const fraction = String(nanos)
    .padStart(9, '0')
    .replace(/(000)+$/, '');
  return `${whole}${fraction === '' ? '' : `.${fraction}`}Z`;
}
