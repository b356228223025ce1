// What a TLS connection needs to know of the name that the server's certificate has to hold.
import { isIP } from 'node:net';
import { checkServerIdentity, type ConnectionOptions } from 'node:tls';

/**
 * As SNI only names are sent (RFC 6066, 3), and Node 25 throws for an IP address. The certificate is checked against it
 * all the same.
 */
export function expecting(
  name: string,
): Pick<ConnectionOptions, 'servername' | 'checkServerIdentity'> {
  if (isIP(name) === 0) return { servername: name };
  return { checkServerIdentity: (_host, certificate) => checkServerIdentity(name, certificate) };
}
