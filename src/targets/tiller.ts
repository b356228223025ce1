import { readIdentity } from './identity.js';
import { withoutUser } from '../util/safe-text.js';
import { UsageError, usageProblem } from '../util/usage-error.js';
import { TILLER_PORT } from '../knowledge/ports.js';
import type { TillerEndpoint, TlsSettings } from './types.js';

export interface TillerFlags {
  readonly tiller?: string;
  readonly tls?: boolean;
  readonly tlsVerify?: boolean;
  readonly tlsCaCert?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tlsHostname?: string;
}

/**
 * The Tiller of `--tiller`, otherwise of HELM_HOST; `null` if neither names one.
 * @throws UsageError for an address or a file that cannot be used.
 */
export function tillerEndpoint(
  flags: TillerFlags,
  env: Readonly<Record<string, string | undefined>>,
): TillerEndpoint | null {
  const fromEnvironment = env['HELM_HOST'] === '' ? undefined : env['HELM_HOST'];
  const address = flags.tiller ?? fromEnvironment;
  if (address === undefined) return null;
  const source = flags.tiller === undefined ? 'HELM_HOST' : 'flag';
  return {
    ...parseAddress(address, source === 'flag' ? '--tiller' : 'HELM_HOST'),
    source,
    tls: tillerTls(flags),
  };
}

/** What is wrong with an address of Tiller, as a sentence about it; `null`: nothing. */
export function tillerAddressProblem(address: string): string | null {
  return usageProblem(() => parseAddress(address, 'Tiller'));
}

/** An IPv6 address in brackets or another host, and a port. */
const ADDRESS = /^(?:\[([0-9a-fA-F:.]+(?:%\w+)?)\]|([^:/\s@]+))(?::(\d+))?$/;

/** @throws UsageError, which names the address by `from` */
export function parseAddress(address: string, from: string): { host: string; port: number } {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(address);
  if (scheme) {
    const bare = address.slice(scheme[0].length).replace(/\/.*$/, '');
    const meant = bare.includes(':') ? bare : `${bare}:${TILLER_PORT}`;
    throw new UsageError(
      `${from} takes HOST:PORT without a scheme: Tiller speaks gRPC, not ${String(scheme[1])}.` +
        (ADDRESS.test(meant) ? ` Write ${meant}.` : ''),
    );
  }
  const match = ADDRESS.exec(address);
  const host = match?.[1] ?? match?.[2];
  if (!match || host === undefined) {
    throw new UsageError(
      `${from} takes HOST:PORT, such as 127.0.0.1:${TILLER_PORT} or [::1]:${TILLER_PORT}; ` +
        `"${withoutUser(address)}" is not of that form.`,
    );
  }
  if (match[3] === undefined) {
    throw new UsageError(
      `${from} has no port: write ${address}:${TILLER_PORT} (Tiller listens on ${TILLER_PORT}).`,
    );
  }
  const port = Number(match[3]);
  if (port < 1 || port > 65535) {
    throw new UsageError(`${from}: port ${match[3]} is not between 1 and 65535.`);
  }
  return { host, port };
}

/**
 * As in Helm: `--tls` takes any server certificate, `--tls-verify` (which implies it) does not.
 * @throws UsageError
 */
export function tillerTls(flags: TillerFlags): TlsSettings | null {
  if (!flags.tls && !flags.tlsVerify) {
    const needless = (
      [
        ['--tls-ca-cert', flags.tlsCaCert],
        ['--tls-cert', flags.tlsCert],
        ['--tls-key', flags.tlsKey],
        ['--tls-hostname', flags.tlsHostname],
      ] as const
    ).find(([, value]) => value !== undefined);
    if (needless) throw new UsageError(`${needless[0]} needs --tls or --tls-verify.`);
    return null;
  }
  return {
    ...readIdentity(
      { ca: '--tls-ca-cert', cert: '--tls-cert', key: '--tls-key' },
      { ca: flags.tlsCaCert, cert: flags.tlsCert, key: flags.tlsKey },
    ),
    ...(flags.tlsHostname !== undefined && { servername: flags.tlsHostname }),
    verify: flags.tlsVerify === true,
  };
}
