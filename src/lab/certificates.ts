// Throwaway certificates for the lab's TLS ports and for tests. They live in memory only.

import { makeCertificate, makeKeyPair, type Usage } from './x509.js';

const HOUR = 3_600_000;
const DEFAULT_NAMES = ['localhost', '127.0.0.1'];

/** A certificate with its private key, both PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

export interface Certificates {
  /** Issuer of the other two; used as a server's own it is a self-signed certificate. */
  readonly ca: Identity;
  readonly server: Identity;
  readonly client: Identity;
}

/** When a certificate is valid. */
export interface Validity {
  /** Default: an hour ago, for clocks that are not quite the same. */
  readonly validFrom?: Date;
  /** Default: in 90 days. */
  readonly validTo?: Date;
}

export interface LeafOptions extends Validity {
  /** What the certificate says it is for, where that is to be wrong. */
  readonly usage?: 'server' | 'client';
}

export interface CertificatesOptions {
  /** DNS names, IP addresses and URIs of the server; default `localhost` and `127.0.0.1`. */
  readonly names?: readonly string[];
  readonly ca?: Validity;
  readonly server?: LeafOptions;
  readonly client?: LeafOptions;
}

/** A new authority, and a server's and a client's certificate issued by it. */
export async function makeCertificates(options: CertificatesOptions = {}): Promise<Certificates> {
  const [caKeys, serverKeys, clientKeys] = await Promise.all([
    makeKeyPair(),
    makeKeyPair(),
    makeKeyPair(),
  ]);
  const issuer = { commonName: 'swiftcheck throwaway CA', ...caKeys };
  const issue = (
    commonName: string,
    keys: typeof caKeys,
    usage: Usage,
    leaf: LeafOptions = {},
    names: readonly string[] = [],
  ): Identity => ({
    cert: makeCertificate({
      commonName,
      usage: leaf.usage ?? usage,
      validFrom: leaf.validFrom ?? new Date(Date.now() - HOUR),
      validTo: leaf.validTo ?? new Date(Date.now() + 90 * 24 * HOUR),
      names,
      publicKey: keys.publicKey,
      issuer,
    }),
    key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  });
  return {
    ca: issue(issuer.commonName, caKeys, 'ca', options.ca),
    server: issue(
      'swiftcheck throwaway server',
      serverKeys,
      'server',
      options.server,
      options.names ?? DEFAULT_NAMES,
    ),
    client: issue('swiftcheck throwaway client', clientKeys, 'client', options.client),
  };
}
