import type { Case } from '../../../test/judge/case.js';
import { at, inCluster, refused, swiftPod } from '../../../test/judge/cluster-evidence.js';
import {
  EMPTY_ERROR,
  SMALL,
  atSwift,
  direct,
  evidence,
  ok,
  shown,
  swiftError,
  tillerUnanswered,
  type Overrides,
} from '../../../test/judge/evidence.js';
import { small } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

function withoutCors(): NonNullable<Overrides['swiftList']> {
  const { list } = evidence().swift;
  if (!list?.ok) throw new Error('the healthy evidence has a list');
  return { ...ok(list.value), http: { status: 200, bodyBytes: 1, corsHeaders: false } };
}

const TIMED_OUT = { httpStatus: 408, grpcCode: 4 };
const OLDER = swiftPod({ name: 'swift-2', image: 'swift:0.9.0', claimedVersion: '0.9.0' });
const IMAGES = inCluster({ swift: { pods: ok([swiftPod(), OLDER]) } }, { swift: null });
/** Without a message for an empty list, no known version answers with an empty list. */
const UNLIKE_ALL = { directList: ok(direct([])), swiftList: shown([]) };

export const cases: readonly Case[] = [
  {
    code: 'swift-version-unknown',
    raisedBy: { swift: null },
    says: [
      /The version of Swift is unknown; its answers match 0\.5\.0 to 0\.12\.1/,
      'Swift has no endpoint for its own version',
      "Read the image tag of Swift's pod",
      /Or let swiftcheck send one more request .* swiftcheck versions/,
    ],
    is: { outcome: 'warn', hop: null, certainty: 'certain', follows: null },
    notBy: { swift: 'v0.11.1' },
    otherwise: 'pass',
  },
  {
    // A Tiller that sends a message for an empty list.
    code: 'swift-version-unknown',
    raisedBy: { swift: null, tiller: 'v2.8.2' },
    silentOn: ['Or let swiftcheck'],
    notBy: { ...atSwift('refused'), swift: null },
    otherwise: 'unknown: Swift gave no answer.',
  },
  {
    // Nor would those that are left differ.
    code: 'swift-version-unknown',
    raisedBy: { swift: null, stored: [], swiftList: EMPTY_ERROR },
    says: [/^It answers a list without releases with code 13, .*\.$/m],
    silentOn: ['Or let swiftcheck', 'No answer distinguishes'],
    notBy: { swift: '0.11.1', stored: [], swiftList: EMPTY_ERROR },
    otherwise: 'pass',
  },
  {
    code: 'swift-version-unknown',
    raisedBy: { ...atSwift('refused'), swift: '0.99.0' },
    says: [
      '--swift-version is 0.99.0. The matrix does not have this version.',
      'No answer distinguishes versions of Swift.',
      'swiftcheck matrix',
    ],
    silentOn: ['Or let swiftcheck', 'Read the image tag'],
    notBy: atSwift('refused'),
    otherwise: 'pass',
  },
  {
    code: 'swift-version-unknown',
    raisedBy: {
      swift: null,
      ...tillerUnanswered('swift-error', { ...TIMED_OUT, message: 'context deadline exceeded' }),
    },
    silentOn: ['Or let swiftcheck', 'No answer distinguishes'],
    notBy: {},
  },
  {
    code: 'swift-version-unknown',
    raisedBy: { swift: null, ...UNLIKE_ALL },
    says: ['Swift does not behave like any known version', 'exclude every known version'],
    silentOn: ['Or let swiftcheck'],
    is: { certainty: 'possible' },
    notBy: {},
  },
  {
    // What the account may not read, it may not read with kubectl either.
    code: 'swift-version-unknown',
    raisedBy: inCluster({ swift: { pods: refused('list', 'pods') } }, { swift: null }),
    says: [
      'The run could not look at the image: "pods is forbidden',
      'swiftcheck rbac --feature discovery --subject user:jane',
    ],
    silentOn: ['Read the image tag'],
    notBy: {},
  },
  {
    // The run knows the Service, which need not have the label of the chart.
    code: 'swift-version-unknown',
    raisedBy: inCluster(
      { swift: { pods: at('swiftcheck->api-server', 'timeout') } },
      { swift: null },
    ),
    says: ['The run could not look at the image: "timeout."', ' -n kube-system get pods -o'],
    silentOn: ['app=swift', 'swiftcheck rbac'],
    notBy: {},
  },
  {
    code: 'swift-version-unknown',
    raisedBy: IMAGES,
    is: { follows: 'swift-images-differ' },
    notBy: {},
  },
  {
    code: 'swift-version-contradicted',
    raisedBy: { swift: '0.11.1', swiftList: swiftError(400, 11, 'EOF'), stored: [] },
    says: [
      'Swift does not behave like the declared 0.11.1',
      /^It answers a list without releases with code 11, "EOF"\.$/m,
      /Versions that answer like this: 0\.1\.0 to 0\.10\.0\./,
      'Compare --swift-version',
      'containerStatuses[*].imageID',
    ],
    silentOn: ['digest'],
    is: { outcome: 'fail', hop: null, certainty: 'certain' },
    // Behind an API server, which strips the headers, their absence contradicts nothing.
    notBy: { swift: '0.11.1', viaApiServer: true, swiftList: withoutCors() },
    otherwise: 'pass',
  },
  {
    code: 'swift-version-contradicted',
    raisedBy: { swift: '0.11.1', ...UNLIKE_ALL },
    says: ['No known version answers like this.'],
    is: { certainty: 'possible' },
    notBy: {},
  },
  {
    // By the image, if no version was declared.
    code: 'swift-version-contradicted',
    raisedBy: inCluster(
      { swift: { pods: ok([swiftPod({ claimedVersion: '0.9.0' })]) } },
      { swift: null, stored: [], swiftList: EMPTY_ERROR },
    ),
    says: ['Swift does not behave like the 0.9.0 of its image', 'Compare the digest'],
    notBy: inCluster(
      { swift: { pods: ok([swiftPod({ claimedVersion: '0.9.0' })]) } },
      { swift: '0.11.1', stored: [], swiftList: EMPTY_ERROR },
    ),
  },
  {
    code: 'swift-version-unknown',
    raisedBy: inCluster(
      { swift: { pods: ok([swiftPod({ claimedVersion: null })]) } },
      { swift: null },
    ),
    says: [/^The image of Swift's pod is "[^"]+", which names no version\.$/m, 'swiftcheck matrix'],
    silentOn: ['Read the image tag', 'kubectl'],
    notBy: inCluster({}, { swift: null, swiftList: shown(SMALL) }),
    otherwise: 'pass',
  },
  {
    // A tag that names a version, but none of the released ones.
    code: 'swift-version-unknown',
    raisedBy: inCluster(
      { swift: { pods: ok([swiftPod({ claimedVersion: '0.11.1-rc.2' })]) } },
      { swift: null },
    ),
    says: ["The image of Swift's pod names 0.11.1-rc.2. The matrix does not have this version."],
    silentOn: ['Read the image tag'],
    notBy: inCluster({}, { swift: null, swiftList: shown(SMALL) }),
    otherwise: 'pass',
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-version-unknown': async (stage) => {
    const { tillerAddress, swiftUrl } = await small(stage);
    return ['versions', '--tiller', tillerAddress, '--swift', swiftUrl];
  },
  'swift-version-contradicted': async (stage) => {
    const { tillerAddress, swiftUrl } = await stage.lab('swift@0.9.0,tiller@2.11.0', 'empty');
    const targets = ['--tiller', tillerAddress, '--swift', swiftUrl];
    return ['probe', ...targets, '--swift-version', '0.11.1'];
  },
};
