import * as grpc from '@grpc/grpc-js';
import type { Case } from '../../../test/judge/case.js';
import {
  FORWARD_FAILS,
  inCluster,
  noSwift,
  noTiller,
  silent,
} from '../../../test/judge/cluster-evidence.js';
import {
  MEBIBYTE,
  SMALL,
  atSwift,
  atTiller,
  direct,
  failed,
  kubernetesStatus,
  ok,
  release,
  shown,
  swiftError,
  tillerError,
  tillerUnanswered,
  tooLarge,
  type Overrides,
} from '../../../test/judge/evidence.js';
import { CURED, pointedAt, small, tillerEnds } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';
import type { Empty, Observation } from '../../evidence/observation.js';
import type { DryRunPayload, InstallPayload } from '../../evidence/types.js';

const LIMIT = 4_194_304;
const SENDING = 'trying to send message larger than max (23069092 vs. 20971520)';

function dryRun(
  sizeBytes: number,
  outcome: Partial<Pick<DryRunPayload, 'direct' | 'viaSwift'>> = {},
): DryRunPayload {
  const passed = ok({ bytes: sizeBytes + 176 });
  return {
    ...{ kind: 'dry-run', sizeBytes, releaseName: 'swiftcheck-probe-0', direct: passed },
    ...{ viaSwift: passed, ...outcome },
  };
}

const NOT_WHOLE = failed('wrong-answer', {
  ...{ httpStatus: 200, message: 'HTTP 200, but with the release without its NOTES.' },
});

const NO_RELEASE = failed('wrong-answer', {
  ...{ hop: 'swiftcheck->tiller' },
  message: 'Tiller answered without an error, but with no release.',
});
const TIMED_OUT = { httpStatus: 408, grpcCode: 4, message: 'context deadline exceeded' };
const OWN = 'swiftcheck-probe-0';
const FORBIDDEN =
  'configmaps is forbidden: User "system:serviceaccount:kube-system:default" cannot list resource "configmaps" in API group "" in the namespace "kube-system"';

/** The lists while a release of 4 MiB was stored. */
function stored(
  whileStored?: InstallPayload['whileStored'],
  installed: Observation<Empty> = ok({}),
): Overrides {
  const payload: InstallPayload = {
    ...{ kind: 'install', sizeBytes: LIMIT, releaseName: OWN, installed, purged: ok({}) },
    ...(whileStored && { whileStored }),
  };
  return { payload };
}
const BIG = release(OWN, 4_194_652);
const TILLER_SENDS = ok(direct([[...SMALL, BIG]]));
const [SENT = 0] = TILLER_SENDS.ok ? TILLER_SENDS.value.messages.map(({ bytes }) => bytes) : [];
const TOO_MUCH = tillerError(8, `grpc: ${SENDING}`);
const TILLER_REFUSES = failed('grpc-status', {
  ...{ hop: 'swiftcheck->tiller' },
  message: 'incompatible versions client[v2.13.0] server[v2.10.0]',
});
const REFUSED = failed('refused', { hop: 'swiftcheck->tiller' });
const OTHER_VERSION = ok({ semVer: 'v2.10.0', gitCommit: '', gitTreeState: 'clean' });

export const cases: readonly Case[] = [
  {
    code: 'payload-over-limit',
    raisedBy: {
      swift: '0.9.0',
      payload: dryRun(LIMIT, { viaSwift: tooLarge(4_194_480, LIMIT) }),
    },
    says: [
      'A payload of 4 MiB does not pass',
      /The answer takes 4,194,480 bytes .*; the limit is 4 MiB\./,
      /rejected on the path through Swift\. By the limits of Swift 0\.9\.0, a list .* fails as well/,
    ],
    silentOn: [/Without swiftcheck's own release/],
    is: { outcome: 'fail', hop: 'swift->tiller', certainty: 'certain' },
    notBy: { payload: dryRun(MEBIBYTE) },
    otherwise: 'pass',
  },
  {
    code: 'payload-over-limit',
    raisedBy: {
      payload: dryRun(21_000_000, {
        direct: tillerError(8, `grpc: ${SENDING}`),
        viaSwift: swiftError(403, 8, `grpc: ${SENDING}`),
      }),
    },
    says: ['Tiller itself cannot send an answer of that size'],
    silentOn: ['By the limits of Swift', 'through Swift'],
    is: { hop: 'swiftcheck->tiller' },
    notBy: { payload: dryRun(LIMIT, { viaSwift: failed('timeout') }) },
  },
  {
    code: 'payload-not-tried',
    raisedBy: { payload: dryRun(LIMIT, { viaSwift: failed('timeout') }) },
    says: [
      'No answer shows whether a payload of 4 MiB passes',
      'The dry run through Swift: timeout.',
      'Without --size, only the existing releases are checked.',
    ],
    is: { hop: 'swiftcheck->swift', certainty: 'certain', follows: null },
    notBy: { payload: dryRun(LIMIT, { viaSwift: tooLarge(4_194_480, LIMIT) }) },
  },
  // Its words show how far a call came.
  ...(
    [
      [{ direct: tillerError(2, FORBIDDEN) }, 'tiller->storage'],
      [{ direct: tillerError(2, 'broken.') }, 'swiftcheck->tiller'],
      [{ viaSwift: swiftError(500, 2, FORBIDDEN) }, 'tiller->storage'],
      [{ viaSwift: swiftError(500, 2, 'broken.') }, null],
      [
        { viaSwift: kubernetesStatus(503, 'no endpoints available for service "swift"') },
        'api-server->swift',
      ],
    ] as const
  ).map(([answers, hop]): Case => ({
    code: 'payload-not-tried',
    raisedBy: { payload: dryRun(LIMIT, answers) },
    is: { hop },
    notBy: {},
    otherwise: 'skipped: No --size was asked for.',
  })),
  {
    // Tiller's words about its storage do not come from a Swift that is not reached.
    code: 'payload-not-tried',
    raisedBy: {
      ...atSwift('refused'),
      payload: dryRun(LIMIT, { direct: tillerError(2, FORBIDDEN), viaSwift: failed('refused') }),
    },
    is: { hop: 'tiller->storage', follows: null },
    notBy: {},
    otherwise: 'skipped: No --size was asked for.',
  },
  {
    // The request is small: its answer would hold the payload.
    code: 'payload-not-tried',
    raisedBy: {
      payload: dryRun(LIMIT, { viaSwift: failed('http-status', { httpStatus: 413 }) }),
    },
    says: ['refuses the size of the request', 'only the answer holds the payload'],
    silentOn: ['nothing shows that the size is the reason'],
    notBy: {},
    otherwise: 'skipped: No --size was asked for.',
  },
  {
    code: 'payload-not-returned',
    raisedBy: { payload: dryRun(LIMIT, { viaSwift: NOT_WHOLE }) },
    says: [
      'did not come back complete, though the answer through Swift was HTTP 200',
      'Another server answers in place of Swift',
      'Look at what stands between this machine and Swift',
    ],
    silentOn: [/of Tiller answers/],
    is: { outcome: 'fail', hop: 'swiftcheck->swift', certainty: 'likely', follows: null },
    notBy: { payload: { kind: 'lab', sizeBytes: LIMIT, releaseName: 'payload' } },
    otherwise: 'skipped: The payload is in the lists themselves.',
  },
  {
    code: 'payload-not-returned',
    raisedBy: {
      payload: dryRun(LIMIT, {
        viaSwift: failed('not-json', {
          httpStatus: 200,
          message: 'HTTP 200, but with an empty body.',
        }),
      }),
    },
    notBy: { payload: dryRun(LIMIT, { viaSwift: failed('http-status', { httpStatus: 204 }) }) },
  },
  {
    // Also where Swift's answer is as it should be, or the direct one says nothing.
    code: 'payload-not-returned',
    raisedBy: { payload: dryRun(LIMIT, { direct: NO_RELEASE, viaSwift: NOT_WHOLE }) },
    says: [
      'though Tiller answered without an error',
      'Another server answers at this address',
      'such as a proxy or a service mesh',
    ],
    silentOn: [/in place of Swift/],
    is: { hop: 'swiftcheck->tiller', follows: null },
    notBy: { payload: dryRun(LIMIT, { direct: tillerError(2, 'no') }) },
  },
  {
    code: 'payload-not-returned',
    raisedBy: { payload: dryRun(LIMIT, { direct: tillerError(2, 'no'), viaSwift: NOT_WHOLE }) },
    // What Tiller cannot send at all Swift cannot pass on.
    notBy: {
      payload: dryRun(LIMIT, {
        direct: tillerError(8, 'grpc: trying to send message larger than max (9 vs. 8)'),
        viaSwift: NOT_WHOLE,
      }),
    },
  },
  {
    code: 'payload-over-unary-limit',
    raisedBy: { payload: dryRun(LIMIT, { viaSwift: tooLarge(4_194_480, LIMIT) }) },
    says: [
      'A single answer of 4 MiB does not pass through Swift',
      'The answer takes 4,194,480 bytes',
      /By the limits of Swift 0\.11\.1, content and history .* does not by itself make a list fail/,
      /helm .*get NAME/,
    ],
    is: { outcome: 'warn', hop: 'gateway->swift', certainty: 'certain' },
    notBy: { swift: '0.9.0', payload: dryRun(LIMIT, { viaSwift: tooLarge(4_194_480, LIMIT) }) },
  },

  {
    // Some of the versions that this Swift can be have no limit.
    code: 'payload-over-limit',
    raisedBy: { swift: null, payload: dryRun(LIMIT, { viaSwift: tooLarge(4_194_480, LIMIT) }) },
    says: ['Whether a list with a release of that size passes depends on the version of Swift'],
    is: { hop: null },
    notBy: stored(),
    otherwise: 'skipped: The payload is in the lists themselves.',
  },
  {
    code: 'payload-over-limit',
    raisedBy: stored({ tiller: TOO_MUCH, swift: failed('not-attempted') }),
    says: [
      'With a release of 4 MiB stored, the list fails',
      /The message takes 23,069,092 bytes .*; the limit is 20 MiB\./,
      /Without swiftcheck's own release swiftcheck-probe-0, the list through Swift passes \([\d,]+ bytes from Tiller\)/,
      'Tiller itself cannot send a list with a release of that size. While a release of that size is stored, the whole list fails',
    ],
    silentOn: ['The answer takes', 'dry run'],
    is: { hop: 'swiftcheck->tiller' },
    notBy: stored({ tiller: TILLER_SENDS, swift: shown([...SMALL, BIG]) }),
    otherwise: 'pass',
  },
  {
    code: 'payload-over-limit',
    raisedBy: {
      ...stored({ tiller: TILLER_SENDS, swift: tooLarge(SENT, LIMIT) }),
      directList: REFUSED,
      swiftList: tooLarge(SENT, LIMIT),
    },
    says: [
      "Without swiftcheck's own release swiftcheck-probe-0, the list through Swift fails as well.",
      'Swift cannot pass on a list',
      'The list fails without that release, too.',
    ],
    silentOn: ['the whole list fails'],
    // Only the message of Tiller has that size, which the answer of Swift has not.
    is: { hop: 'swift->tiller' },
    notBy: stored({ tiller: TILLER_SENDS, swift: shown(SMALL) }),
    otherwise: /^unknown: The list through Swift did not hold the release/,
  },
  {
    code: 'payload-over-limit',
    raisedBy: stored({ tiller: TILLER_SENDS, swift: tooLarge(SENT + 1, LIMIT) }),
    is: { hop: 'gateway->swift' },
    notBy: { payload: dryRun(LIMIT, { direct: NO_RELEASE }) },
  },
  {
    code: 'payload-not-tried',
    raisedBy: stored(undefined, failed('timeout')),
    says: ['The install: timeout.'],
    is: { hop: 'swiftcheck->swift', follows: null },
    notBy: {},
    otherwise: 'skipped: No --size was asked for.',
  },
  {
    code: 'payload-not-tried',
    raisedBy: stored({ tiller: REFUSED, swift: failed('timeout') }),
    says: ['No answer shows whether a payload of 4 MiB passes', 'The direct list: refused.'],
    silentOn: ['nothing is known', 'passed while'],
    is: { hop: 'swiftcheck->tiller' },
    notBy: stored({ tiller: TOO_MUCH, swift: failed('timeout') }),
  },
  {
    code: 'payload-not-tried',
    raisedBy: stored({ tiller: REFUSED, swift: shown([...SMALL, BIG]) }),
    says: ['The list through Swift passed while the release was stored.'],
    silentOn: ['nothing is known'],
    notBy: stored({ tiller: TILLER_SENDS, swift: shown([...SMALL, BIG]) }),
    otherwise: 'pass',
  },
  {
    // The size is the reason that the payload is not stored.
    code: 'payload-not-tried',
    raisedBy: stored(undefined, TOO_MUCH),
    says: ['A message was rejected for its size'],
    silentOn: ['nothing shows', 'completely'],
    notBy: {},
  },
  {
    code: 'payload-not-tried',
    raisedBy: stored({ tiller: TILLER_SENDS, swift: failed('timeout') }),
    says: [
      'No answer shows whether a payload of 4 MiB passes',
      'The list through Swift: timeout.',
      'The direct list passed while the release was stored.',
    ],
    silentOn: ['nothing is known'],
    is: { hop: 'swiftcheck->swift' },
    notBy: stored({ tiller: TILLER_SENDS, swift: tooLarge(SENT, LIMIT) }),
  },
  {
    // Nothing is tried at an endpoint that was not reached.
    code: 'payload-not-tried',
    raisedBy: { ...atTiller('refused'), payload: dryRun(LIMIT, { direct: REFUSED }) },
    says: ['The direct dry run: refused.'],
    is: { hop: 'swiftcheck->tiller', follows: 'tiller-unreachable' },
    notBy: { payload: dryRun(LIMIT, { direct: NO_RELEASE }) },
  },
  {
    code: 'payload-not-tried',
    raisedBy: { ...atTiller('refused'), payload: dryRun(LIMIT, { viaSwift: failed('timeout') }) },
    is: { follows: null },
    notBy: { payload: dryRun(LIMIT, { viaSwift: NOT_WHOLE }) },
  },
  {
    code: 'payload-not-tried',
    raisedBy: { ...atSwift('refused'), payload: dryRun(LIMIT, { viaSwift: failed('refused') }) },
    is: { follows: 'swift-unreachable' },
    notBy: { ...atSwift('refused'), payload: dryRun(LIMIT) },
    otherwise: 'pass',
  },
  {
    code: 'payload-not-tried',
    raisedBy: { ...atSwift('refused'), payload: dryRun(LIMIT, { direct: REFUSED }) },
    is: { hop: 'swiftcheck->tiller', follows: null },
    notBy: atSwift('refused'),
  },
  {
    code: 'payload-not-tried',
    raisedBy: {
      ...tillerUnanswered('swift-error', TIMED_OUT),
      payload: dryRun(LIMIT, { viaSwift: failed('timeout') }),
    },
    is: { follows: 'swift-cannot-reach-tiller' },
    notBy: tillerUnanswered('swift-error', TIMED_OUT),
  },
  {
    code: 'payload-not-tried',
    raisedBy: {
      ...tillerUnanswered('swift-error', TIMED_OUT),
      payload: dryRun(LIMIT, { direct: REFUSED }),
    },
    is: { follows: null },
    notBy: {},
  },
  {
    // Swift has the version of its Tiller, whatever that is.
    code: 'payload-not-tried',
    raisedBy: { directList: TILLER_REFUSES, payload: dryRun(LIMIT, { direct: TILLER_REFUSES }) },
    is: { follows: 'client-refused' },
    notBy: { directList: TILLER_REFUSES },
  },
  {
    code: 'payload-not-tried',
    raisedBy: { directList: TILLER_REFUSES, payload: dryRun(LIMIT, { direct: REFUSED }) },
    is: { follows: null },
    notBy: { directList: TILLER_REFUSES },
  },
  {
    code: 'payload-not-tried',
    raisedBy: {
      directList: TILLER_REFUSES,
      payload: dryRun(LIMIT, {
        viaSwift: failed('swift-error', { message: 'incompatible versions' }),
      }),
    },
    // It can be Swift's own, or that of Tiller.
    is: { follows: null, hop: null },
    notBy: { directList: TILLER_REFUSES },
  },
  {
    code: 'payload-not-tried',
    raisedBy: { again: [OTHER_VERSION], payload: dryRun(LIMIT, { direct: REFUSED }) },
    is: { follows: 'tiller-answers-vary' },
    notBy: { again: [OTHER_VERSION] },
  },
  {
    code: 'payload-not-tried',
    raisedBy: { again: [OTHER_VERSION], payload: dryRun(LIMIT, { viaSwift: failed('timeout') }) },
    is: { follows: null },
    notBy: { again: [OTHER_VERSION] },
  },
  {
    code: 'payload-not-tried',
    raisedBy: {
      ...noTiller({ chosen: 'tiller-1', forward: FORWARD_FAILS }, 'port-forward'),
      payload: dryRun(LIMIT, { direct: REFUSED }),
    },
    is: { follows: 'port-forward-failed' },
    notBy: noTiller({ chosen: 'tiller-1', forward: FORWARD_FAILS }, 'port-forward'),
  },
  {
    code: 'payload-not-tried',
    raisedBy: {
      ...noTiller({ chosen: 'tiller-1', forward: FORWARD_FAILS }, 'port-forward'),
      payload: dryRun(LIMIT, { viaSwift: failed('timeout') }),
    },
    is: { follows: null },
    notBy: noTiller({ chosen: 'tiller-1', forward: FORWARD_FAILS }, 'port-forward'),
  },
  {
    code: 'payload-not-tried',
    raisedBy: {
      ...noSwift({ services: ok([]) }),
      payload: dryRun(LIMIT, { viaSwift: failed('not-found') }),
    },
    is: { follows: 'swift-missing' },
    notBy: noSwift({ services: ok([]) }),
  },
  {
    code: 'payload-not-tried',
    raisedBy: { ...noSwift({ services: ok([]) }), payload: dryRun(LIMIT, { direct: REFUSED }) },
    is: { follows: null },
    notBy: noSwift({ services: ok([]) }),
  },
  {
    // The API server did not answer, so either endpoint was not found.
    code: 'payload-not-tried',
    raisedBy: { ...silent('refused'), payload: dryRun(LIMIT, { direct: REFUSED }) },
    is: { follows: 'api-server-unreachable' },
    notBy: silent('refused'),
  },
  {
    code: 'payload-not-tried',
    raisedBy: { ...silent('refused'), payload: dryRun(LIMIT, { viaSwift: failed('not-found') }) },
    is: { follows: 'api-server-unreachable' },
    notBy: silent('refused'),
  },
  {
    // Nothing stands before a pod but the API server that forwards the port.
    code: 'payload-not-returned',
    raisedBy: { ...inCluster({}), payload: dryRun(LIMIT, { direct: NO_RELEASE }) },
    says: [
      'Another build of Tiller, or another program, runs in the pod.',
      'Look at the image of the pod of Tiller.',
    ],
    silentOn: ['service mesh'],
    notBy: { ...inCluster({}), payload: dryRun(LIMIT) },
    otherwise: 'pass',
  },
  {
    code: 'payload-not-returned',
    raisedBy: {
      ...inCluster({ swift: { via: 'port-forward', forward: ok({ pod: 'swift-1', port: 9855 }) } }),
      payload: dryRun(LIMIT, { viaSwift: NOT_WHOLE }),
    },
    says: [
      'Another build of Swift, or another program, runs in the pod.',
      'Read the log of Swift.',
    ],
    silentOn: ['in place of Swift'],
    notBy: inCluster({}),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'payload-over-limit': (stage) =>
    pointedAt(stage, 'swift@0.9.0,tiller@2.11.0', 'small', '--size', '4M'),
  'payload-over-unary-limit': (stage) => pointedAt(stage, CURED, 'small', '--size', '4M'),
  'payload-not-tried': (stage) =>
    tillerEnds(
      stage,
      'InstallRelease',
      { code: grpc.status.UNKNOWN, details: 'namespaces "default" is forbidden' },
      ...['--size', '1K'],
    ),
  'payload-not-returned': async (stage) => {
    const running = await small(stage);
    const url = await stage.swift(running, {
      '/tiller/v2/releases/swiftcheck-probe-': [200, '<html>Please log in</html>'],
    });
    const targets = ['--tiller', running.tillerAddress, '--swift', url];
    return ['probe', ...targets, '--size', '2K'];
  },
};
