// Why Swift does not reach its Tiller, from the text of Swift's answer.
import { describeReleases } from '../../knowledge/describe.js';
import { GrpcCode } from '../../knowledge/grpc-text.js';
import { SWIFT_RELEASES } from '../../knowledge/swift-releases.js';
import type { SwiftError, SwiftRelease } from '../../knowledge/types.js';
import { visible } from '../../util/safe-text.js';
import type { Description, Step } from '../define.js';
import type { EndpointFacts } from '../shared/endpoint.js';
import { swiftLog } from '../shared/swift-steps.js';
import { upgradeForTls, type SpeaksFacts } from '../shared/tiller-speaks.js';
import { listenOnDefault } from '../shared/tiller-commands.js';
import { tillerPods } from '../shared/tiller-steps.js';
import { SEARCH, SWIFT_VERSION, knownCause } from '../shared/known-cause.js';
import type { Shell } from '../shell.js';
import { change, look } from '../steps.js';

export interface SwiftToTillerFacts extends EndpointFacts, SpeaksFacts {
  /** `--listen` of the Tiller of this run, if this address is loopback: then Tiller takes no calls of other pods. */
  readonly listensOnLoopback?: string;
  /** The arguments of Swift fit what Tiller uses: plaintext. */
  readonly agreeOnPlaintext?: true;
  /** The declared version of Swift, if no answer of Swift contradicts this version. */
  readonly declared?: string;
}

const COMPARE_FLAGS = look(
  "Compare Swift's `--connector`, `--tiller-endpoint` (HOST:PORT without http://) and `--tiller-insecure-skip-verify` with Tiller.",
);
const SHORTER_DIAL = change(
  'Set `--tiller-timeout=10s` on Swift, so that callers get an error and not silence.',
);
const SPEAK_TLS = change(
  'Remove `--tiller-insecure-skip-verify` from Swift and give Swift `--tiller-ca-file`. If Tiller requires a client certificate, give Swift one, too.',
);
const RESTART_SWIFT = change(
  'If Swift runs with `--tls-*` flags, restart Swift. It is better to close its port 9855.',
);

/** What Swift's own client of gRPC makes of a connection that fails; any other code comes from a server. */
const OF_SWIFT: readonly number[] = [
  GrpcCode.UNKNOWN,
  GrpcCode.DEADLINE_EXCEEDED,
  GrpcCode.INTERNAL,
  GrpcCode.UNAVAILABLE,
];

type Why = Omit<Description, 'seen'>;

/** As far as the text shows. */
export function whyNotTiller(facts: SwiftToTillerFacts, shell: Shell): Why {
  if (facts.grpcCode === undefined) {
    return facts.listensOnLoopback === undefined
      ? silent(facts, shell)
      : loopbackOnly(facts.listensOnLoopback, shell);
  }
  const search = knownCause(SEARCH, facts, shell);
  if (search) return search;
  if (facts.listensOnLoopback !== undefined) return loopbackOnly(facts.listensOnLoopback, shell);
  if (SWIFT_RELEASES.some((release) => isAnswer(facts, release.dialTimedOut))) {
    return dialTimedOut(facts, shell);
  }
  const closed = SWIFT_RELEASES.filter(({ tillerSpeaksTls }) => isAnswer(facts, tillerSpeaksTls));
  if (closed.length > 0) return connectionClosed(facts, closed, shell);
  const known = knownCause(SWIFT_VERSION, facts, shell);
  if (known) return speaksOther(facts) ? anotherServer(facts, shell) : known;
  if (!OF_SWIFT.includes(facts.grpcCode)) {
    return {
      certainty: 'likely',
      cause:
        'Tiller gives its version without conditions. So another gRPC server probably answers Swift: a proxy between the two, or a program that is not Tiller.',
      steps: [
        look('Look at what stands between Swift and Tiller.'),
        swiftLog(shell),
        COMPARE_FLAGS,
      ],
    };
  }
  return {
    certainty: 'possible',
    cause: `Swift forwards the error that it met. If the text does not show the cause, the usual causes are: ${usual(facts)}.`,
    steps: [swiftLog(shell), pods(shell), COMPARE_FLAGS],
  };
}

function loopbackOnly(listen: string, shell: Shell): Why {
  return {
    certainty: 'likely',
    cause: `Tiller runs with \`--listen=${visible(listen)}\` and takes calls from within its own pod only. A forwarded port ends in that pod, so helm and swiftcheck reach Tiller; Swift runs in another pod and never does.`,
    steps: [listenOnDefault(shell)],
  };
}

/** The handshake of Swift shows what the server speaks that Swift dials. */
function speaksOther({ message, tillerSpeaks }: SwiftToTillerFacts): boolean {
  const reason = /authentication handshake failed: (.*)/.exec(message)?.[1];
  if (reason === undefined || tillerSpeaks === undefined) return false;
  return reason.includes('first record does not look like')
    ? tillerSpeaks === 'TLS'
    : /^(?:x509|remote error: tls): /.test(reason) && tillerSpeaks === 'plaintext';
}

function anotherServer({ tillerSpeaks }: SwiftToTillerFacts, shell: Shell): Why {
  return {
    certainty: 'likely',
    cause: `The server that Swift dials uses ${tillerSpeaks === 'TLS' ? 'plaintext' : 'TLS'}. So Swift dials another Tiller than this run, or something in between answers Swift, such as a sidecar of a service mesh.`,
    steps: [COMPARE_FLAGS, swiftLog(shell)],
  };
}

function pods(shell: Shell): Step {
  return tillerPods('Look at the pods of Tiller.', shell);
}

function isAnswer({ grpcCode, message }: SwiftToTillerFacts, error: SwiftError | null): boolean {
  return error?.grpcCode === grpcCode && error?.message === message;
}

/** The usual causes, without a full stop. */
function usual({ tillerSpeaks, agreeOnPlaintext }: SwiftToTillerFacts): string {
  const disagree = {
    TLS: 'the two disagree about TLS, which Tiller uses (Swift dials plaintext, lacks the authority, dials a name that the certificate lacks, or lacks a client certificate for Tiller)',
    plaintext:
      'the two disagree about TLS (Swift dials TLS, as it does without `--tiller-insecure-skip-verify`, and Tiller uses plaintext)',
    unknown: 'one of the two uses TLS and the other plaintext',
  }[tillerSpeaks ?? 'unknown'];
  // What was seen to speak is up.
  const away = tillerSpeaks
    ? "the network keeps Swift's pod from Tiller"
    : "Tiller is down, slow or unreachable from Swift's pod";
  return agreeOnPlaintext
    ? `${away}, or Swift looks for Tiller elsewhere`
    : `${away}, Swift looks for Tiller elsewhere, or ${disagree}`;
}

function silent(facts: SwiftToTillerFacts, shell: Shell): Why {
  const patient = SWIFT_RELEASES.filter(
    ({ tillerDialTimeoutSeconds, httpWriteTimeoutSeconds }) =>
      tillerDialTimeoutSeconds > httpWriteTimeoutSeconds,
  );
  const [first] = patient;
  const patience = first
    ? ` Swift ${describeReleases(patient)} dials for ${first.tillerDialTimeoutSeconds} s, but its HTTP server ends each request after ${first.httpWriteTimeoutSeconds} s. Callers then get no answer.`
    : '';
  return {
    certainty: 'possible',
    cause: `The usual causes are: ${usual(facts)}.${patience}`,
    steps: [swiftLog(shell), pods(shell), COMPARE_FLAGS, SHORTER_DIAL],
  };
}

function dialTimedOut(facts: SwiftToTillerFacts, shell: Shell): Why {
  return {
    certainty: 'possible',
    cause: `Swift returns this error when it cannot connect to Tiller in time, whatever the reason. The usual reasons are: ${usual(facts)}.`,
    steps: [
      swiftLog(shell),
      pods(shell),
      COMPARE_FLAGS,
      ...(facts.tillerSpeaks === 'TLS' ? [SPEAK_TLS] : []),
    ],
  };
}

function connectionClosed(
  facts: SwiftToTillerFacts,
  releases: readonly SwiftRelease[],
  shell: Shell,
): Why {
  const means = `Swift ${describeReleases(releases)} returns this error when Swift dials plaintext and Tiller uses TLS`;
  const race =
    "with TLS on Swift's own ports a race at the start of Swift can break the plaintext port until a restart";
  const again = look('Run it again.', shell.again([]));
  const { declared } = facts;
  if (declared !== undefined && !releases.some(({ version }) => version === declared)) {
    return {
      certainty: 'possible',
      cause: `The connection closed during the call. Swift ${declared} has another error for a Tiller that uses TLS, so TLS is not the cause. The connection broke by chance, or ${race}.`,
      steps: [again, RESTART_SWIFT],
    };
  }
  switch (facts.tillerSpeaks) {
    case 'TLS':
      return {
        certainty: 'certain',
        cause: `${means}. Tiller uses TLS.`,
        steps: releases.some(({ tlsToTiller }) => tlsToTiller) ? [SPEAK_TLS] : [upgradeForTls()],
      };
    case 'plaintext':
      return {
        certainty: 'possible',
        cause: `${means}. The Tiller at this address uses plaintext. Either Swift dials another Tiller, or the connection broke by chance, or ${race}.`,
        steps: [again, COMPARE_FLAGS, RESTART_SWIFT],
      };
    default:
      return {
        certainty: 'likely',
        cause: `${means}. The connection can also break by chance, and ${race}.`,
        steps: [
          look(
            'See whether Tiller uses TLS. HOST is the address of Tiller.',
            'openssl s_client -connect HOST:44134 </dev/null',
          ),
          SPEAK_TLS,
          RESTART_SWIFT,
        ],
      };
  }
}
