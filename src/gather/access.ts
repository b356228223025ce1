// What protects the endpoints: credentials and certificates.
import type { Evidence } from '../evidence/types.js';
import {
  isUnresolved,
  type SwiftEndpoint,
  type Targets,
  type TlsSettings,
} from '../targets/types.js';
import { ownCertificate, readCertificate } from '../net/certificate.js';
import type { DiagnosisTarget } from '../net/diagnose-types.js';
import { observe } from '../net/observe.js';
import type { Run } from '../net/run.js';
import { SwiftClient } from './swift-client.js';
import { socketTarget } from './swift-socket.js';

export interface Access {
  readonly tiller: Pick<Evidence['tiller'], 'certificate' | 'clientCertificate'>;
  readonly swift: Pick<
    Evidence['swift'],
    'certificate' | 'clientCertificate' | 'withoutCredentials'
  >;
}

export async function lookAtAccess(run: Run, { tiller, swift }: Targets): Promise<Access> {
  const [tillerSide, swiftSide, open] = await Promise.all([
    isUnresolved(tiller)
      ? {}
      : certificates(run, 'Tiller', {
          ...{ hop: 'swiftcheck->tiller', protocol: 'grpc' },
          ...{ host: tiller.host, port: tiller.port, tls: tiller.tls },
        }),
    // A look of our own would not go through the proxy.
    isUnresolved(swift) || swift.proxy ? {} : certificates(run, 'Swift', socketTarget(swift)),
    isUnresolved(swift) || showsNothing(swift) ? {} : askWithoutCredentials(run, swift),
  ]);
  return { tiller: tillerSide, swift: { ...swiftSide, ...open } };
}

async function certificates(
  run: Run,
  name: string,
  target: DiagnosisTarget,
): Promise<Access['tiller']> {
  const { tls } = target;
  if (tls === null) return {};
  const clientCertificate = ownCertificate(tls);
  const certificate = await observe(run, `${name} TLS handshake`, target.hop, () =>
    readCertificate({ ...target, tls }, run),
  );
  return { certificate, ...(clientCertificate && { clientCertificate }) };
}

/** Any header of the user's may be a credential. */
function showsNothing({ headers, tls }: SwiftEndpoint): boolean {
  return Object.keys(headers).length === 0 && tls.cert === undefined;
}

/** `GET /` as a client that has only the URL. */
async function askWithoutCredentials(
  run: Run,
  endpoint: SwiftEndpoint,
): Promise<Pick<Evidence['swift'], 'withoutCredentials'>> {
  const { cert: _cert, key: _key, ...tls }: TlsSettings = endpoint.tls;
  const stranger = new SwiftClient({ ...endpoint, headers: {}, credentials: 'none', tls }, run);
  try {
    return {
      withoutCredentials: await observe(
        run,
        'Swift GET / without credentials',
        'swiftcheck->swift',
        () => stranger.liveness(),
      ),
    };
  } finally {
    await stranger.close();
  }
}
