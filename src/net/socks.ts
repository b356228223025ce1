// Connections through a SOCKS proxy. The proxy looks names up, as for kubectl: a name is often known there alone.
import type { Socket } from 'node:net';

/** @throws what the library says of a proxy that opens no connection */
export async function throughSocks(
  proxy: URL,
  destination: { readonly host: string; readonly port: number },
  timeoutMs: number,
): Promise<Socket> {
  const { SocksClient } = await import('socks');
  const { socket } = await SocksClient.createConnection({
    command: 'connect',
    destination: { ...destination },
    timeout: timeoutMs,
    proxy: {
      type: 5,
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: Number(proxy.port || 1080),
      ...(proxy.username && { userId: decodeURIComponent(proxy.username) }),
      ...(proxy.password && { password: decodeURIComponent(proxy.password) }),
    },
  });
  return socket;
}
