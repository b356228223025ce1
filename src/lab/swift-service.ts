// Swift's own gRPC server: it asks Tiller, and its HTTP gateway asks it.
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { RELEASE_STATUSES } from '../evidence/types.js';
import { CLIENT_VERSION_KEY } from '../knowledge/client-check.js';
import { GrpcCode } from '../knowledge/grpc-text.js';
import { refusalOfRequest } from '../knowledge/request-limit.js';
import type { SwiftError, SwiftRelease } from '../knowledge/types.js';
import { decode, encode } from '../wire/encode.js';
import { fieldsOf, valueOf, withField } from '../wire/fields.js';
import { CallError } from './call-error.js';
import type { Connection } from './grpc-client.js';
import { Service, type Call } from './grpc-server.js';
import { listen } from './ports.js';
import { summarize } from './swift-summary.js';
import { valuesAsJson } from './values-as-json.js';

export interface SwiftServiceOptions {
  readonly release: SwiftRelease;
  readonly tiller: Connection;
  /** Time that Swift tries to reach Tiller. */
  readonly dialTimeoutMs: number;
  /** Set where Tiller speaks TLS and this Swift does not. */
  readonly plaintextToTls: boolean;
}

export interface RunningService {
  readonly address: string;
  close(): void;
}

export const SWIFT_SERVICE = 'swift.v2.ReleaseService';
const TILLER_SERVICE = 'hapi.services.tiller.ReleaseService';

/** Calls that Swift hands on to Tiller and back as they are. */
const HANDED_ON = ['GetVersion', 'GetReleaseStatus', 'GetHistory', 'UninstallRelease'];

const CORS_HEADERS = {
  'access-control-allow-methods': 'POST,GET,OPTIONS,PUT,DELETE',
  'access-control-allow-origin': '*',
};

export async function startSwiftService(options: SwiftServiceOptions): Promise<RunningService> {
  const { release } = options;
  const server = new Server({ 'grpc.max_receive_message_length': -1 });
  const service = new Service(server, SWIFT_SERVICE, {
    checkRequest: (bytes) => {
      const refusal = refusalOfRequest(bytes, release.requestLimitBytes, release.requestRefusal);
      if (refusal) throw new CallError(refusal.code, refusal.message);
    },
    sendLimitBytes: null,
    headers: {
      'x-content-type-options': 'nosniff',
      ...(release.corsHeaders ? CORS_HEADERS : {}),
    },
  });
  for (const method of HANDED_ON) {
    service.unary(method, (call) => askTiller(method, call.request, call, options));
  }
  service.unary('SummarizeReleases', (call) => list(call, options));
  service.unary('GetReleaseContent', (call) => content(call, options));
  service.unary('InstallRelease', (call) => install(call, options));
  const port = await listen(server, 0, ServerCredentials.createInsecure());
  return { address: `127.0.0.1:${port}`, close: () => server.forceShutdown() };
}

async function askTiller(
  method: string,
  request: Buffer,
  call: Call,
  options: SwiftServiceOptions,
): Promise<Buffer> {
  await dial(options);
  return options.tiller.unary(toTiller(method, request, call, options));
}

/** Throws CallError where Tiller cannot be reached in time. */
async function dial({ release, tiller, dialTimeoutMs, plaintextToTls }: SwiftServiceOptions) {
  if (plaintextToTls && release.tillerSpeaksTls) throw errorOf(release.tillerSpeaksTls);
  if (!(await tiller.ready(dialTimeoutMs))) throw errorOf(release.dialTimedOut);
}

function toTiller(method: string, request: Buffer, { signal }: Call, options: SwiftServiceOptions) {
  return {
    path: `/${TILLER_SERVICE}/${method}`,
    request,
    // No release of Swift was built with a version of Helm stamped in.
    headers: { [CLIENT_VERSION_KEY]: `${options.release.helmLibrary}+unreleased` },
    signal,
  };
}

function errorOf({ grpcCode, message }: SwiftError): CallError {
  return new CallError(grpcCode, message);
}

interface SummarizeRequest {
  readonly limit: number;
  readonly offset: string;
  readonly sort_by: number;
  readonly filter: string;
  readonly sort_order: number;
  readonly status_codes: readonly string[];
  readonly namespace: string;
  readonly all: boolean;
}

async function list(call: Call, options: SwiftServiceOptions): Promise<Buffer> {
  const { release, tiller } = options;
  const asked = decode('swift.v2.SummarizeReleasesRequest', call.request) as SummarizeRequest;
  const { all, status_codes, namespace, ...others } = asked;
  const known = status_codes.filter((status) => RELEASE_STATUSES.some((other) => other === status));
  const allStatuses = RELEASE_STATUSES.filter(
    (status) => release.allIncludesPendingStatuses || !status.startsWith('PENDING_'),
  );
  const request = encode('hapi.services.tiller.ListReleasesRequest', {
    ...others,
    status_codes: all ? allStatuses : known,
    namespace: namespace || (release.unsetNamespaceMeans === 'default' ? 'default' : ''),
  });
  await dial(options);
  const messages: Buffer[] = [];
  for await (const message of tiller.stream(toTiller('ListReleases', request, call, options))) {
    messages.push(message);
    if (!release.readsWholeListStream) break;
  }
  if (messages.length === 0) throw errorOf(release.emptyStream);
  return summarize(messages);
}

async function content(call: Call, options: SwiftServiceOptions): Promise<Buffer> {
  const { name, version, format_values_as_json } = decode(
    'swift.v2.GetReleaseContentRequest',
    call.request,
  ) as {
    name: string;
    version: number;
    format_values_as_json: boolean;
  };
  const request = encode('hapi.services.tiller.GetReleaseContentRequest', { name, version });
  const answer = await askTiller('GetReleaseContent', request, call, options);
  return format_values_as_json ? valuesAsJson(answer) : answer;
}

/** Fields of an install that Swift hands on; its own fields for charts from a URL are not. */
const INSTALL_FIELDS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

async function install(call: Call, options: SwiftServiceOptions): Promise<Buffer> {
  const kept = fieldsOf(call.request).filter(({ id }) => INSTALL_FIELDS.includes(id));
  let request: Buffer = Buffer.concat(kept.map(({ whole }) => whole));
  if (!valueOf(request, 1)) {
    const message = 'the lab fetches no chart from a URL; give the chart itself';
    throw new CallError(GrpcCode.UNKNOWN, message);
  }
  if (!valueOf(request, 2)) request = withField(request, 2, Buffer.alloc(0));
  if (!valueOf(request, 6)) request = withField(request, 6, Buffer.from('default'));
  return askTiller('InstallRelease', request, call, options);
}
