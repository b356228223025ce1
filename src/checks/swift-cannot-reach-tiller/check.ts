// Whether a Swift that answers can talk to its Tiller.
import type { Failure } from '../../evidence/observation.js';
import type { Evidence } from '../../evidence/types.js';
import { isSilence, swiftFailure } from '../../analysis/swift-failure.js';
import { defineCheck, type LinkContext } from '../define.js';
import { isLoopback } from '../../util/loopback.js';
import { certificateEnded } from '../shared/certificate-ended.js';
import { seen, type EndpointFacts } from '../shared/endpoint.js';
import { factsOf } from '../shared/endpoint-facts.js';
import { AT_SWIFT, AT_TILLER } from '../shared/link-groups.js';
import { whatIsSpoken } from '../shared/tiller-speaks.js';
import { GATEWAY, knownCause, SEARCH } from '../shared/known-cause.js';
import { whyNotTiller, type SwiftToTillerFacts } from './words.js';

declare module '../define.js' {
  interface FindingFacts {
    'swift-cannot-reach-tiller': SwiftToTillerFacts;
    'swift-gateway-cannot-reach-itself': EndpointFacts;
  }
}

/** The gateway's words when its call to Swift's own server fails. */
const GATEWAY_ALONE = 'all SubConns are in TransientFailure';
const GATEWAY_NOT_REACHED = {
  cause: 'The gateway calls 127.0.0.1 in its own pod and does not get through.',
  certainty: 'likely',
  steps: [],
} as const;

export const swiftCannotReachTiller = defineCheck({
  group: 'versions',
  after: 'swift-unreachable',
  code: 'swift-cannot-reach-tiller',
  findings: {
    'swift-cannot-reach-tiller': {
      severity: 'fail',
      passTitle: 'Swift reaches its Tiller',
      failTitle: ({ httpStatus }) =>
        httpStatus === undefined
          ? 'Swift is up, but its call to Tiller got no answer in time'
          : 'Swift is up, but cannot reach its Tiller',
      describe: (facts, shell) => ({
        seen: [
          ...seen(facts),
          "Swift's gateway answers; its connection to Tiller fails.",
          ...(facts.tillerSpeaks === undefined
            ? []
            : [`The address of Tiller, probed directly, uses ${facts.tillerSpeaks}.`]),
        ],
        ...whyNotTiller(facts, shell),
      }),
      followsFrom: [
        // Swift's own command line keeps Swift from its Tiller.
        {
          causes: ['swift-endpoint-scheme'],
          certainty: 'certain',
          when: (_cause, _own, context) => !searchFailed(context),
        },
        {
          causes: ['swift-tls-mismatch'],
          certainty: 'likely',
          when: (_cause, _own, context) =>
            !searchFailed(context) && !saysOf(context, /x509: |connection refused|no such host/),
        },
        // Swift looks for the same Tiller.
        {
          causes: ['tiller-not-ready'],
          certainty: 'likely',
          when: (_cause, _own, context) => !searchFailed(context) && !saysOf(context, ANSWERED),
        },
        {
          causes: ['tiller-missing'],
          certainty: 'likely',
          when: (_cause, _own, context) =>
            searchFailed(context) ? saysOf(context, NONE_FOUND) : !saysOf(context, ANSWERED),
        },
        // The words of Swift about the certificate that the run saw, too.
        {
          causes: ['tls-expired'],
          certainty: 'likely',
          when: (cause, _own, context) =>
            cause.hop === AT_TILLER && saysOf(context, /certificate has expired/),
        },
        // Swift can look for Tiller elsewhere, so trouble seen from here is only likely Swift's trouble.
        // A name that does not resolve here, a wrong address and our own TLS settings are not Swift's.
        {
          causes: ['tiller-unreachable', 'tls-expired', 'tiller-slow'],
          certainty: 'likely',
          when: (cause, _own, context) => {
            const { version } = context.analysis.evidence.tiller;
            return (
              cause.hop === AT_TILLER &&
              callFailed(context) &&
              // What is slow took the connection.
              !(cause.code === 'tiller-slow' && saysOf(context, /connection refused/)) &&
              (version.ok || version.failure.kind !== 'unresolvable')
            );
          },
        },
        {
          causes: ['tls-expires-soon'],
          certainty: 'likely',
          when: (cause, _own, context) =>
            cause.hop === AT_TILLER && certificateEnded(cause, 'server') && callFailed(context),
        },
        // Chance decides which of several Tillers answers a call. Each can have other trouble.
        {
          causes: ['tiller-answers-vary'],
          certainty: 'likely',
          when: (_cause, _own, context) =>
            callFailed(context) &&
            (context.analysis.evidence.tiller.again ?? []).some(({ ok }) => !ok),
        },
      ],
    },
    'swift-gateway-cannot-reach-itself': {
      severity: 'fail',
      passTitle: "Swift's gateway reaches Swift's own server",
      failTitle: () => "Swift's gateway cannot reach Swift's own server",
      describe: (facts, shell) => ({
        seen: seen(facts),
        ...(knownCause(GATEWAY, facts, shell) ?? GATEWAY_NOT_REACHED),
      }),
      followsFrom: [
        { causes: ['swift-listens-on-one-address'], certainty: 'certain' },
        // With TLS switched on the gateway verifies Swift's own certificate.
        {
          causes: ['tls-expires-soon'],
          certainty: 'likely',
          when: (cause, _own, context) =>
            cause.hop === AT_SWIFT &&
            certificateEnded(cause, 'server') &&
            (failureOfCall(context)?.message.includes('certificate has expired') ?? false),
        },
      ],
    },
  },
  needs: {},
  run: ({ evidence, swift: identity }, { raise, pass, unknown }) => {
    const { swift, tiller } = evidence;
    if (swift.tillerVersion.ok) return pass({}, 'swift->tiller');
    const { failure } = swift.tillerVersion;
    if (swiftFailure(swift)) {
      return unknown(`Swift was not reached: ${failure.message}`, "Swift's answer");
    }
    const facts = factsOf('Swift', swift.target.url, failure);
    if (failure.message.includes(GATEWAY_ALONE) && !isSilence(swift.tillerVersion)) {
      return raise('swift-gateway-cannot-reach-itself', facts, 'gateway->swift');
    }
    const { declaredRelease, contradicted } = identity;
    const declared = declaredRelease && !contradicted && { declared: declaredRelease.version };
    return raise(
      'swift-cannot-reach-tiller',
      { ...facts, ...whatIsSpoken(tiller), ...declared, ...ofTheCluster(evidence) },
      'swift->tiller',
    );
  },
});

/** What the arguments of both programs settle, where this run read them. */
function ofTheCluster({
  cluster,
  tiller,
}: Evidence): Pick<SwiftToTillerFacts, 'listensOnLoopback' | 'agreeOnPlaintext'> {
  const search = cluster?.tiller;
  const chosen = search?.pods.ok
    ? search.pods.value.find(({ name }) => name === search.chosen)
    : undefined;
  const listen = chosen?.settings.listen;
  const swifts = cluster?.swift?.pods?.ok ? cluster.swift.pods.value : [];
  const plaintext =
    swifts.length > 0 &&
    swifts.every(
      ({ arguments: { readable, switches } }) =>
        readable && switches['tiller-insecure-skip-verify'] === true,
    );
  return {
    ...(listen !== undefined &&
      isLoopback(listen.replace(/:\d+$/, '')) && { listensOnLoopback: listen }),
    ...(plaintext &&
      whatIsSpoken(tiller).tillerSpeaks === 'plaintext' && { agreeOnPlaintext: true }),
  };
}

/** A server took the connection of Swift, and spoke. */
const ANSWERED = /x509: |\btls: |unexpected content-type|HTTP status code/;
/** The search reached the Kubernetes API, and found nothing. */
const NONE_FOUND = /tiller address: not found|no tiller (?:service|pod)/;

function saysOf(context: LinkContext, words: RegExp): boolean {
  return words.test(failureOfCall(context)?.message ?? '');
}

/** Swift looked for Tiller in vain, and called no Tiller. */
function searchFailed(context: LinkContext): boolean {
  const failure = failureOfCall(context);
  return failure?.kind === 'swift-error' && knownCause(SEARCH, failure) !== null;
}

function failureOfCall({ analysis }: LinkContext): Failure | undefined {
  const { tillerVersion } = analysis.evidence.swift;
  return tillerVersion.ok ? undefined : tillerVersion.failure;
}

/** What Swift returns when its call to Tiller fails in between; not when Swift does not find Tiller. */
function callFailed(context: LinkContext): boolean {
  const failure = failureOfCall(context);
  const { version } = context.analysis.evidence.tiller;
  return (
    failure !== undefined &&
    (failure.kind !== 'swift-error' ||
      (!version.ok && version.failure.message === failure.message) ||
      /^(context deadline exceeded|transport is closing)$|connection refused/.test(failure.message))
  );
}
