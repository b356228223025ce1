// TLS to Tiller. gRPC's library would send an IP address as SNI, so the connection is made here.
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect, createSecureContext, type SecureContext } from 'node:tls';
import * as grpc from '@grpc/grpc-js';
import { expecting } from '../net/expected-name.js';
import type { TlsSettings } from '../targets/types.js';

export class TlsCredentials extends grpc.ChannelCredentials {
  readonly #context: SecureContext;

  /** @param name what Tiller's certificate has to hold. @throws for certificates or a key that cannot be used */
  constructor(
    private readonly name: string,
    private readonly tls: TlsSettings,
  ) {
    super();
    const { ca, cert, key } = tls;
    this.#context = createSecureContext({
      ...(ca && { ca }),
      ...(cert && { cert }),
      ...(key && { key }),
    });
  }

  override _isSecure(): boolean {
    return true;
  }

  override _equals(other: grpc.ChannelCredentials): boolean {
    return this === other;
  }

  override _createSecureConnector() {
    return {
      connect: async (tcp: Socket) => {
        const socket = connect({
          ...{ socket: tcp, secureContext: this.#context, ALPNProtocols: ['h2'] },
          ...expecting(this.name),
          rejectUnauthorized: this.tls.verify,
        });
        // gRPC sees a connection that breaks later by its end.
        socket.on('error', () => undefined);
        await once(socket, 'secureConnect');
        return { socket, secure: true };
      },
      waitForReady: () => Promise.resolve(),
      getCallCredentials: () => grpc.CallCredentials.createEmpty(),
      destroy: () => undefined,
    };
  }
}
