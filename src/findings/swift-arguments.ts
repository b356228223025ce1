// Findings about the command line that Swift's pods run.
import { plural } from '../util/bytes.js';
import { visible } from '../util/safe-text.js';
import type { Entry } from './types.js';
import { quoted, shownName } from '../checks/shared/words.js';

interface OfPod {
  readonly pod: string;
}

export interface TlsMismatchFacts extends OfPod {
  /** Whether --tiller-insecure-skip-verify is set, with which Swift dials in plaintext. */
  readonly flag: boolean;
  readonly tillerSpeaks: 'TLS' | 'plaintext';
  /** No release that Swift may be speaks TLS to Tiller. */
  readonly neverTls: boolean;
}

export interface EndpointFormFacts extends OfPod {
  readonly endpoint: string;
}

export interface ConnectorFacts extends OfPod {
  /** `null`: none is given. */
  readonly connector: string | null;
}

export interface ListenFacts extends OfPod {
  readonly address: string;
}

export interface PatienceFacts extends OfPod {
  /** How long Swift tries to reach Tiller. */
  readonly seconds: number;
  /** After how long it hangs up on its callers. */
  readonly limitSeconds: number;
  /** By --tiller-timeout; else it is the release's own default. */
  readonly given: boolean;
}

export interface FlagFacts extends OfPod {
  readonly flag: string;
  /** What that release calls it; `null`: it has nothing like it. */
  readonly instead: string | null;
  readonly declared: string;
}

const RESTART = 'Change the Deployment; its pods are replaced by it.';

export const ARGUMENT_FINDINGS = {
  'swift-tls-mismatch': {
    severity: 'fail',
    holds: 'Swift speaks to Tiller what Tiller speaks',
    fails: ({ tillerSpeaks }: TlsMismatchFacts) =>
      tillerSpeaks === 'TLS'
        ? 'Swift dials Tiller in plaintext, and Tiller speaks TLS'
        : 'Swift dials Tiller with TLS, and Tiller speaks plaintext',
    explain: ({ pod, flag, tillerSpeaks, neverTls }: TlsMismatchFacts) => ({
      seen: [
        `Pod ${shownName(pod)} runs ${flag ? 'with' : 'without'} --tiller-insecure-skip-verify.`,
        `The Tiller that this run probed speaks ${tillerSpeaks}.`,
      ],
      certainty: 'likely',
      cause: `${
        neverTls
          ? 'This release of Swift speaks no TLS to Tiller at all.'
          : 'In spite of its name the flag switches TLS off; without it Swift speaks TLS.'
      } It is the cause if Swift dials that same Tiller.`,
      next: [
        tillerSpeaks === 'plaintext'
          ? 'Set --tiller-insecure-skip-verify, or switch TLS on at Tiller and give Swift its authority.'
          : neverTls
            ? 'Move to Swift 0.7.0 or newer.'
            : 'Remove the flag and give --tiller-ca-file, with a client certificate where Tiller asks for one.',
        RESTART,
      ],
    }),
  },
  'swift-endpoint-scheme': {
    severity: 'fail',
    holds: "Swift's --tiller-endpoint can be dialled",
    fails: ({ endpoint }: EndpointFormFacts) =>
      `Swift cannot dial its --tiller-endpoint ${shownName(endpoint)}`,
    explain: ({ pod, endpoint }: EndpointFormFacts) => ({
      seen: [`Pod ${shownName(pod)} runs with --tiller-endpoint=${shownName(endpoint)}.`],
      certainty: 'follows from the release',
      cause:
        "Swift's help and its guide show an endpoint with a scheme, and no release takes one: it reads it as part of the address (`too many colons in address`).",
      next: [
        `Write it without: --tiller-endpoint=${shownName(endpoint.replace(/^[^:]*:\/\//, ''))}`,
        RESTART,
      ],
    }),
  },
  'swift-connector-unknown': {
    severity: 'fail',
    holds: 'Swift knows how to look for Tiller (--connector)',
    fails: ({ connector }: ConnectorFacts) =>
      connector === null
        ? 'Swift runs without --connector'
        : `Swift has no connector ${shownName(connector)}`,
    explain: ({ pod, connector }: ConnectorFacts) => ({
      seen: [
        `Pod ${shownName(pod)} runs ${connector === null ? 'without --connector' : `with --connector=${shownName(connector)}`}.`,
      ],
      certainty: 'follows from the release',
      cause:
        'Swift ends at its start (`failed to detect connector`): it has incluster, direct and kubeconfig; a fourth, appscode, is advertised and was not built in.',
      next: ['--connector=incluster, or --connector=direct --tiller-endpoint=HOST:44134.', RESTART],
    }),
  },
  'swift-listens-on-one-address': {
    severity: 'fail',
    holds: "Swift's plaintext listener can be reached by its own gateway",
    fails: ({ address }: ListenFacts) => `Swift listens on ${shownName(address)} only`,
    explain: ({ pod, address }: ListenFacts) => ({
      seen: [`Pod ${shownName(pod)} runs with --plaintext-addr=${shownName(address)}.`],
      certainty: 'follows from the release',
      cause:
        "Swift's gateway calls Swift's own server at 127.0.0.1, where nothing listens then: every call is answered with 503 and `all SubConns are in TransientFailure`.",
      next: ['Name the port only: --plaintext-addr=:9855', RESTART],
    }),
  },
  'swift-waits-too-long': {
    severity: 'warn',
    nothingFails: true,
    holds: 'Swift gives up on Tiller before it hangs up on its callers',
    fails: ({ seconds, limitSeconds }: PatienceFacts) =>
      `Swift waits ${lasting(seconds)} for Tiller, but hangs up on its callers after ${lasting(limitSeconds)}`,
    explain: ({ pod, given }: PatienceFacts) => ({
      seen: [
        `Pod ${shownName(pod)} runs ${given ? 'with that --tiller-timeout' : "without --tiller-timeout, so the release's default holds"}.`,
      ],
      certainty: 'follows from the release',
      cause:
        'While Tiller cannot be reached, callers get no answer at all (curl: `Empty reply from server`) instead of the error that says so. As long as Tiller answers nothing is wrong.',
      next: ['Set --tiller-timeout=10s.', RESTART],
    }),
  },
  'swift-flag-unknown': {
    severity: 'fail',
    holds: 'Swift has the flags that it is given',
    fails: ({ flag, declared }: FlagFacts) => `Swift ${visible(declared)} has no flag --${flag}`,
    explain: ({ pod, flag, instead }: FlagFacts) => ({
      seen: [`Pod ${shownName(pod)} runs with --${flag}.`],
      certainty: 'follows from the release',
      cause: `Swift ends at its start with ${quoted(`unknown flag: --${flag}`)}.`,
      next: [
        instead === null ? 'Leave the flag out.' : `That release calls it --${instead}.`,
        RESTART,
      ],
    }),
  },
} satisfies Record<string, Entry<never>>;

function lasting(seconds: number): string {
  return seconds >= 60 && seconds % 60 === 0
    ? plural(seconds / 60, 'minute')
    : plural(seconds, 'second');
}
