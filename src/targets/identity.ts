// Certificates and keys from files. What cannot be used is a mistake of the command line: it is said
// before anything is dialled.
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { UsageError } from '../util/usage-error.js';
import { readPem } from './files.js';

/** Names of the flags; `ca` is the authority's. */
export interface IdentityFlags {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

export interface IdentityFiles {
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
}

export interface Identity {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
}

/** @throws UsageError where a file cannot be read or used, or certificate and key do not go together */
export function readIdentity(flags: IdentityFlags, files: IdentityFiles): Identity {
  if ((files.cert === undefined) !== (files.key === undefined)) {
    throw new UsageError(`${flags.cert} and ${flags.key} go together.`);
  }
  const ca = files.ca === undefined ? undefined : readPem(flags.ca, files.ca);
  const authorities = ca ? certificatesIn(ca) : null;
  if (authorities?.length === 0) {
    throw new UsageError(`${flags.ca}: the file holds no certificate.`);
  }
  for (const block of authorities ?? []) certificate(flags.ca, block);
  if (files.cert === undefined || files.key === undefined) return { ...(ca && { ca }) };
  const cert = readPem(flags.cert, files.cert);
  const key = readPem(flags.key, files.key);
  if (!certificate(flags.cert, cert).checkPrivateKey(privateKey(flags.key, key))) {
    throw new UsageError(
      `The key of ${flags.key} is not that of the certificate of ${flags.cert}.`,
    );
  }
  return { ...(ca && { ca }), cert, key };
}

/** The blocks of PEM that hold a certificate. */
export function certificatesIn(pem: Buffer): string[] {
  return (
    pem
      .toString('latin1')
      .match(
        /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[\s\S]*?-----END (?:TRUSTED )?CERTIFICATE-----/g,
      ) ?? []
  );
}

function certificate(flag: string, pem: Buffer | string): X509Certificate {
  return parsed(flag, 'certificate', () => new X509Certificate(pem));
}

function privateKey(flag: string, pem: Buffer): KeyObject {
  return parsed(flag, 'private key', () => createPrivateKey(pem));
}

function parsed<T>(flag: string, what: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UsageError(`${flag}: the file holds no usable ${what} (${error.message}).`, {
      cause: error,
    });
  }
}
