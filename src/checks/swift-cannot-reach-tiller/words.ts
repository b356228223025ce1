// Why Swift does not get through to its Tiller, by the text of Swift's answer.
import { describeReleases } from '../../knowledge/describe.js';
import { SWIFT_RELEASES } from '../../knowledge/swift-releases.js';
import type { SwiftError, SwiftRelease } from '../../knowledge/types.js';
import type { Description } from '../define.js';
import type { EndpointFacts } from '../shared/endpoint.js';
import type { SpeaksFacts } from '../shared/tiller-speaks.js';
import { SEARCH, told } from '../shared/told.js';

export interface SwiftToTillerFacts extends EndpointFacts, SpeaksFacts {
  /** The release that Swift was declared to be, where no answer of Swift contradicts the release. */
  readonly declared?: string;
}

const PODS = 'kubectl -n kube-system get pods -l app=helm,name=tiller';
const COMPARE_FLAGS =
  "Compare Swift's --connector, --tiller-endpoint (HOST:PORT without http://) and --tiller-insecure-skip-verify with Tiller.";
const SHORTER_DIAL =
  'Set --tiller-timeout=10s on Swift, so that callers see an error instead of silence.';
const SPEAK_TLS =
  'Remove --tiller-insecure-skip-verify from Swift and give it --tiller-ca-file, with a client certificate where Tiller asks for one.';
const RESTART_SWIFT =
  'Where Swift runs with --tls-* flags, restart it; better, close its port 9855.';

type Why = Omit<Description, 'seen'>;

/** As far as the text tells. */
export function whyNotTiller(facts: SwiftToTillerFacts): Why {
  if (facts.grpcCode === undefined) return silent(facts);
  const search = told(SEARCH, facts.message);
  if (search) return search;
  const timedOut = SWIFT_RELEASES.filter(({ dialTimedOut }) => isAnswer(facts, dialTimedOut));
  if (timedOut.length > 0) return dialTimedOut(facts, timedOut);
  const closed = SWIFT_RELEASES.filter(({ tillerSpeaksTls }) => isAnswer(facts, tillerSpeaksTls));
  if (closed.length > 0) return connectionClosed(facts, closed);
  return {
    certainty: 'likely',
    cause: `Swift passes on what stopped it. Otherwise ${usual(facts)}.`,
    steps: [PODS, COMPARE_FLAGS],
  };
}

function isAnswer({ grpcCode, message }: SwiftToTillerFacts, error: SwiftError | null): boolean {
  return error?.grpcCode === grpcCode && error?.message === message;
}

/** The usual causes, without a full stop. */
function usual({ tillerSpeaks }: SwiftToTillerFacts): string {
  const disagree = {
    TLS: 'they do not agree on TLS, which Tiller speaks: Swift dials plaintext, was not given the authority, dials a name that the certificate missing, or shows no client certificate that Tiller takes',
    plaintext:
      'Swift dials TLS, as it does without --tiller-insecure-skip-verify, and Tiller speaks plaintext',
    unknown: 'one of the two speaks TLS and the other plaintext',
  }[tillerSpeaks ?? 'unknown'];
  return `Tiller is down or slow as seen from Swift's pod, is not where Swift looks for it, or ${disagree}`;
}

function silent(facts: SwiftToTillerFacts): Why {
  const patient = SWIFT_RELEASES.filter(
    ({ tillerDialTimeoutSeconds, httpWriteTimeoutSeconds }) =>
      tillerDialTimeoutSeconds > httpWriteTimeoutSeconds,
  );
  return {
    certainty: 'likely',
    cause: `Usually ${usual(facts)}. Swift ${describeReleases(patient)} tries for five minutes, ten times longer than its own HTTP limit, so callers get no answer at all.`,
    steps: [PODS, COMPARE_FLAGS, SHORTER_DIAL],
  };
}

function dialTimedOut(facts: SwiftToTillerFacts, releases: readonly SwiftRelease[]): Why {
  return {
    certainty: 'likely',
    cause: `So Swift ${describeReleases(releases)} reports a dial that was over before Tiller was reached, whatever the reason. Usually ${usual(facts)}.`,
    steps: [PODS, COMPARE_FLAGS, ...(facts.tillerSpeaks === 'TLS' ? [SPEAK_TLS] : [])],
  };
}

function connectionClosed(facts: SwiftToTillerFacts, releases: readonly SwiftRelease[]): Why {
  const means = `Swift ${describeReleases(releases)} reports in these words that it dialled in plaintext and Tiller speaks TLS`;
  const race =
    "with TLS on Swift's own ports a race at its start can spoil the plaintext one, until it is restarted";
  const { declared } = facts;
  if (declared !== undefined && !releases.some(({ version }) => version === declared)) {
    return {
      certainty: 'likely',
      cause: `A connection was closed under the call. Swift ${declared} reports a Tiller that speaks TLS in other words, so it is not that: it broke by chance, or ${race}.`,
      steps: ['Run it again.', RESTART_SWIFT],
    };
  }
  switch (facts.tillerSpeaks) {
    case 'TLS':
      return {
        certainty: 'certain',
        cause: `${means}, which it does.`,
        steps: releases.some(({ tlsToTiller }) => tlsToTiller)
          ? [SPEAK_TLS]
          : ['This Swift speaks no TLS to Tiller: move to 0.7.0 or newer.'],
      };
    case 'plaintext':
      return {
        certainty: 'likely',
        cause: `${means}, which the Tiller at this address does not. So Swift dials another one, or its connection broke by chance; or ${race}.`,
        steps: ['Run it again.', COMPARE_FLAGS, RESTART_SWIFT],
      };
    default:
      return {
        certainty: 'likely',
        cause: `${means}. Rarely its connection broke by chance; and ${race}.`,
        steps: [
          'See what Tiller speaks: openssl s_client -connect HOST:44134 </dev/null',
          SPEAK_TLS,
          RESTART_SWIFT,
        ],
      };
  }
}
