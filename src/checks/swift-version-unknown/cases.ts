import type { Case } from '../../../test/judge/case.js';
import { inCluster, swiftPod } from '../../../test/judge/cluster-evidence.js';
import {
  EMPTY_ERROR,
  SMALL,
  evidence,
  ok,
  shown,
  swiftError,
  type Overrides,
} from '../../../test/judge/evidence.js';
import { small } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

function withoutCors(): NonNullable<Overrides['swiftList']> {
  const { list } = evidence().swift;
  if (!list?.ok) throw new Error('the healthy evidence has a list');
  return { ...ok(list.value), http: { status: 200, bodyBytes: 1, corsHeaders: false } };
}

export const cases: readonly Case[] = [
  {
    code: 'swift-version-unknown',
    raisedBy: { swift: null },
    notBy: { swift: 'v0.11.1' },
  },
  {
    code: 'swift-version-contradicted',
    raisedBy: { swift: '0.11.1', swiftList: swiftError(400, 11, 'EOF'), stored: [] },
    // Behind an API server, which strips the headers, their absence contradicts nothing.
    notBy: { swift: '0.11.1', viaApiServer: true, swiftList: withoutCors() },
  },
  {
    // By the image, if no version was declared.
    code: 'swift-version-contradicted',
    raisedBy: inCluster(
      { swift: { pods: ok([swiftPod({ claimedVersion: '0.9.0' })]) } },
      { swift: null, stored: [], swiftList: EMPTY_ERROR },
    ),
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
    notBy: inCluster({}, { swift: null, swiftList: shown(SMALL) }),
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
