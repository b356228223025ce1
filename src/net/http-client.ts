// Requests of undici, directly or through a proxy, which end with their signal and with the client.
import { connect, isIP } from 'node:net';
import type { buildConnector as connectors, Agent as Agents, Dispatcher } from 'undici';
import type { TlsSettings } from '../targets/types.js';
import { expecting } from './expected-name.js';
import { OpenedSockets } from './opened-sockets.js';
import { throughSocks } from './socks.js';
import { Agent, buildConnector, ProxyAgent } from './undici.js';
import { until } from './until.js';

/** Most bytes of headers that are taken: as Node has it unless it is started otherwise. */
export const MOST_HEADER_BYTES = 16 * 1024;

/** The proxy did not open the connection; the cause is what became of the request to the proxy. */
export class ProxyRefused extends Error {
  constructor(
    readonly proxy: URL,
    /** `null`: it gave no answer. */
    readonly status: number | null,
    options?: ErrorOptions,
  ) {
    super('the proxy opened no tunnel', options);
  }
}

/** A success in an encoding that the request did not accept. */
export class EncodedAnswer extends Error {
  constructor(readonly encoding: string) {
    super('the body is encoded');
  }
}

/** A whole answer whose body has another length than its Content-Length. */
export class OddLength extends Error {
  constructor(options?: ErrorOptions) {
    super('the body has another length', options);
  }
}

/** They have no body, whatever their headers say. */
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 304]);

export type HttpRequest = Pick<Dispatcher.RequestOptions, 'body'> & {
  readonly headers: Readonly<Record<string, string>>;
  readonly method: 'GET' | 'POST';
  readonly signal: AbortSignal;
};

export class HttpClient {
  readonly #sockets = new OpenedSockets();
  readonly #dispatcher: Dispatcher;

  constructor(tls: TlsSettings, proxy: URL | null, timeoutMs: number) {
    this.#dispatcher = dispatcher(tls, proxy, timeoutMs, this.#sockets);
  }

  /** @throws EncodedAnswer, OddLength, and what undici throws */
  async request(url: URL, options: HttpRequest): Promise<Dispatcher.ResponseData> {
    const headers = { 'accept-encoding': 'identity', ...options.headers };
    const { origin, pathname, search } = url;
    const asked = this.#sockets.holding(() =>
      this.#dispatcher.request({ ...options, headers, origin, path: `${pathname}${search}` }),
    );
    // Undici hears of a signal only once the request is being written: not while it connects.
    const answer = await until(options.signal, asked).catch(asOddLength);
    const problem = unreadable(answer);
    if (problem === null) return answer;
    answer.body.on('error', () => undefined).destroy();
    throw problem;
  }

  async close(): Promise<void> {
    this.#sockets.end();
    await this.#dispatcher.destroy();
  }
}

function unreadable({ statusCode, headers }: Dispatcher.ResponseData): Error | null {
  const encodings = [headers['content-encoding'] ?? []].flat().join(', ');
  const encoded = encodings
    .split(',')
    .some((one) => !['', 'identity'].includes(one.trim().toLowerCase()));
  if (statusCode === 200 && encoded) return new EncodedAnswer(encodings);
  // The library would take the body for one that breaks off.
  const length = [headers['content-length'] ?? '0'].flat().join(', ');
  const isOdd = !/^\d+$/.test(length) || (WITHOUT_BODY.has(statusCode) && Number(length) > 0);
  return isOdd ? new OddLength() : null;
}

/** Without headers yet, the library has found the lengths apart in an answer that came whole. */
function asOddLength(error: unknown): never {
  const isOdd =
    error instanceof Error &&
    'code' in error &&
    error.code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH';
  throw isOdd ? new OddLength({ cause: error }) : error;
}

function dispatcher(
  { ca, cert, key, servername, verify }: TlsSettings,
  proxy: URL | null,
  timeoutMs: number,
  sockets: OpenedSockets,
): Dispatcher {
  const tls = {
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    ...(servername !== undefined && expecting(servername)),
    rejectUnauthorized: verify,
    timeout: timeoutMs,
  };
  // Each call has its own limit; these would only hide which one it was.
  const limits = {
    ...{ headersTimeout: 0, bodyTimeout: 0, maxHeaderSize: MOST_HEADER_BYTES },
    // A balancer may close a connection between two calls, and the second would fail for it.
    pipelining: 0,
  };
  if (proxy === null) return new Agent({ connect: heldConnector(tls, sockets), ...limits });
  if (proxy.protocol === 'socks5:') {
    return new Agent({ connect: socksConnector(proxy, tls, sockets), ...limits });
  }
  const clientFactory = (url: URL) =>
    new ToProxy(url, {
      connect: heldConnector({ timeout: timeoutMs }, sockets),
      ...limits,
    });
  return new ProxyAgent({ uri: proxy.href, requestTls: tls, clientFactory, ...limits });
}

/**
 * TLS opens a socket of its own, which Node does not report; over a given socket TLS opens none. A socket that tries
 * one address of a name after another cannot be given before it is connected.
 */
function heldConnector(
  options: connectors.BuildOptions,
  sockets: OpenedSockets,
): connectors.connector {
  const connector = buildConnector(options);
  return ({ servername, ...rest }, callback) => {
    // The library names a proxy by its address, too. Without a name, Node holds the certificate against the host.
    const target = { ...rest, ...(servername && !isIP(servername) && { servername }) };
    sockets.holding(() => {
      const { protocol, hostname, port, httpSocket } = target;
      if (protocol !== 'https:' || httpSocket) {
        connector(target, callback);
        return;
      }
      const socket = connect(Number(port || 443), hostname.replace(/^\[|\]$/g, ''));
      const fail = (error: Error) => callback(error, null);
      socket.once('error', fail).once('connect', () => {
        socket.off('error', fail);
        connector({ ...target, httpSocket: socket }, callback);
      });
    });
  };
}

function socksConnector(
  proxy: URL,
  options: connectors.BuildOptions & { readonly timeout: number },
  sockets: OpenedSockets,
): connectors.connector {
  const connector = buildConnector(options);
  return (target, callback) => {
    const { protocol, hostname, port } = target;
    const secure = protocol === 'https:';
    const destination = {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || (secure ? 443 : 80)),
    };
    sockets.holding(() => {
      throughSocks(proxy, destination, options.timeout).then(
        (socket) => {
          if (secure) connector({ ...target, httpSocket: socket }, callback);
          else callback(null, socket);
        },
        (error: unknown) => callback(asError(error), null),
      );
    });
  };
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

type Answered<T> = (error: Error | null, data: Dispatcher.ConnectData<T>) => void;

/** Marks a failure of the connection to the proxy as one of the proxy. */
class ToProxy extends Agent {
  constructor(
    private readonly proxy: URL,
    options: Agents.Options,
  ) {
    super(options);
  }

  override connect<T = null>(
    options: Dispatcher.ConnectOptions<T>,
  ): Promise<Dispatcher.ConnectData<T>>;
  override connect<T = null>(options: Dispatcher.ConnectOptions<T>, callback: Answered<T>): void;
  override connect<T = null>(options: Dispatcher.ConnectOptions<T>, callback?: Answered<T>) {
    if (!callback) return this.#opened(super.connect(options));
    super.connect(options, callback);
    return undefined;
  }

  async #opened<T>(answer: Promise<Dispatcher.ConnectData<T>>): Promise<Dispatcher.ConnectData<T>> {
    const opened = await answer.catch((cause: unknown) => {
      throw new ProxyRefused(this.proxy, null, { cause });
    });
    if (opened.statusCode === 200) return opened;
    opened.socket.on('error', () => undefined).destroy();
    throw new ProxyRefused(this.proxy, opened.statusCode);
  }
}
