// Talks to the lab as a stranger would: gRPC as bytes, HTTP as it is on the wire.
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import { CLIENT_VERSION_KEY } from '../../src/knowledge/client-check.js';
import { decode, encode, type MessageObject } from '../../src/wire/encode.js';

const asIs = (bytes: Buffer) => bytes;
const SERVICE = '/hapi.services.tiller.ReleaseService';

/** How a call ended, and the messages that came before. */
export interface Ended {
  readonly code: number;
  readonly details: string;
  readonly messages: readonly Buffer[];
}

/** A client of Tiller that sends `version` and takes messages of any size. */
export class TillerClient {
  private readonly client: Client;

  constructor(
    address: string,
    private readonly version: string,
    channelCredentials = credentials.createInsecure(),
  ) {
    this.client = new Client(address, channelCredentials, {
      'grpc.max_receive_message_length': -1,
      'grpc.use_local_subchannel_pool': 1,
      'grpc.ssl_target_name_override': 'localhost',
    });
  }

  /** `method` without the service: its request is the message `<method>Request`. */
  unary(method: string, fields: MessageObject = {}): Promise<Ended> {
    const request = encode(`hapi.services.tiller.${method}Request`, fields);
    return new Promise((resolve) => {
      this.client.makeUnaryRequest(
        `${SERVICE}/${method}`,
        asIs,
        asIs,
        request,
        this.metadata(),
        (error, answer) => resolve(ended(error, answer ? [answer] : [])),
      );
    });
  }

  async answer(method: string, fields: MessageObject = {}): Promise<object> {
    const { code, details, messages } = await this.unary(method, fields);
    if (code !== 0 || !messages[0]) throw new Error(`${method}: ${code} ${details}`);
    return decode(`hapi.services.tiller.${method}Response`, messages[0]);
  }

  list(fields: MessageObject = {}): Promise<Ended> {
    const request = encode('hapi.services.tiller.ListReleasesRequest', fields);
    const path = `${SERVICE}/ListReleases`;
    const messages: Buffer[] = [];
    const call = this.client.makeServerStreamRequest(path, asIs, asIs, request, this.metadata());
    return new Promise((resolve) => {
      call.on('data', (message: Buffer) => messages.push(message));
      call.on('error', (error: ServiceError) => resolve(ended(error, messages)));
      call.on('end', () => resolve(ended(null, messages)));
    });
  }

  close(): void {
    this.client.close();
  }

  private metadata(): Metadata {
    const metadata = new Metadata();
    if (this.version !== '') metadata.set(CLIENT_VERSION_KEY, this.version);
    return metadata;
  }
}

function ended(error: ServiceError | null, messages: readonly Buffer[]): Ended {
  return { code: error?.code ?? 0, details: error?.details ?? '', messages };
}

export interface ListMessage {
  readonly count: number;
  readonly next: string;
  readonly total: number;
  readonly releases: readonly { readonly name: string }[];
}

export function listMessage(bytes: Buffer): ListMessage {
  return decode('hapi.services.tiller.ListReleasesResponse', bytes) as ListMessage;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface HttpOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** Rejects where the connection ends without an answer. */
export function http(url: string, options: HttpOptions = {}): Promise<HttpAnswer> {
  const { body, ...others } = options;
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, others, (response) => {
      buffer(response).then(
        (bytes) =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes }),
        reject,
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}
