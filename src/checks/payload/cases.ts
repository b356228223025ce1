import * as grpc from '@grpc/grpc-js';
import type { Case } from '../../../test/judge/case.js';
import { inCluster } from '../../../test/judge/cluster-evidence.js';
import {
  MEBIBYTE,
  SMALL,
  atSwift,
  failed,
  kubernetesStatus,
  ok,
  shown,
  swiftError,
  tillerError,
  tooLarge,
} from '../../../test/judge/evidence.js';
import { CURED, pointedAt, small, tillerEnds } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';
import {
  NOT_TRIED_CASES,
  BIG,
  dryRun,
  LIMIT,
  NO_RELEASE,
  NOT_WHOLE,
  REFUSED,
  SENDING,
  SENT,
  stored,
  TILLER_SENDS,
  TOO_MUCH,
} from './not-tried-cases.js';

const FORBIDDEN =
  'configmaps is forbidden: User "system:serviceaccount:kube-system:default" cannot list resource "configmaps" in API group "" in the namespace "kube-system"';

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
  ...NOT_TRIED_CASES,
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
