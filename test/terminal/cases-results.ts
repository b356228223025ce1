import * as grpc from '@grpc/grpc-js';
import { TILLER_RELEASES } from '../../src/knowledge/tiller-releases.js';
import { CURED, lab, pointedAt, small, tillerEnds } from '../support/screens.js';
import type { TerminalCase } from './cases.js';
import type { Stage } from './start.js';

async function tillerCalled(stage: Stage, version: string): Promise<string[]> {
  const { tillerAddress, swiftUrl } = await stage.lab(CURED, 'small', { tiller: { version } });
  return [
    ...['versions', '--tiller', tillerAddress, '--swift', swiftUrl],
    ...['--swift-version', '0.11.1'],
  ];
}

const VERSION_CASES: TerminalCase[] = [
  { code: 'pair-documented', passes: true, start: lab('versions', CURED) },
  { code: 'pair-undocumented', start: lab('versions', 'swift@0.9.0,tiller@2.10.0') },
  {
    code: 'swift-version-unknown',
    start: async (stage) => {
      const { tillerAddress, swiftUrl } = await small(stage);
      return ['versions', '--tiller', tillerAddress, '--swift', swiftUrl];
    },
  },
  {
    code: 'swift-version-contradicted',
    start: async (stage) => {
      const { tillerAddress, swiftUrl } = await stage.lab('swift@0.9.0,tiller@2.11.0', 'empty');
      const targets = ['--tiller', tillerAddress, '--swift', swiftUrl];
      return ['probe', ...targets, '--swift-version', '0.11.1'];
    },
  },
  {
    code: 'tillers-differ',
    start: async (stage) => {
      const older = await stage.lab('swift@0.9.0,tiller@2.10.0', 'small');
      const { swiftUrl } = await small(stage);
      const targets = ['--tiller', older.tillerAddress, '--swift', swiftUrl];
      return ['versions', ...targets, '--swift-version', '0.11.1'];
    },
  },
  { code: 'tiller-version-unknown', start: (stage) => tillerCalled(stage, '3.0.0') },
  { code: 'tiller-fork', start: (stage) => tillerCalled(stage, '2.14.3-rancher1') },
  {
    code: 'behaviour-contradicts-knowledge',
    start: async (stage) => {
      const older = TILLER_RELEASES.find(({ version }) => version === '2.8.2');
      if (!older) throw new Error('no such release');
      // It says 2.13.0 and sends an empty message for an empty list, as older ones do.
      const tiller = { ...older, version: '2.13.0' };
      const { tillerAddress, swiftUrl } = await stage.lab(CURED, 'empty', { tiller });
      const targets = ['--tiller', tillerAddress, '--swift', swiftUrl];
      return ['probe', ...targets, '--swift-version', '0.11.1'];
    },
  },
  { code: 'helm-library-differs', start: lab('versions', 'swift@0.10.0,tiller@2.12.0') },
];

const SIZE_CASES: TerminalCase[] = [
  { code: 'content-over-limit', start: lab('probe', CURED, '--data', 'seed') },
  {
    code: 'payload-over-limit',
    start: (stage) => pointedAt(stage, 'swift@0.9.0,tiller@2.11.0', 'small', '--size', '4M'),
  },
  {
    code: 'payload-over-unary-limit',
    start: (stage) => pointedAt(stage, CURED, 'small', '--size', '4M'),
  },
  {
    code: 'payload-not-tried',
    start: (stage) =>
      tillerEnds(
        stage,
        'InstallRelease',
        { code: grpc.status.UNKNOWN, details: 'namespaces "default" is forbidden' },
        ...['--size', '1K'],
      ),
  },
  {
    code: 'payload-not-returned',
    start: async (stage) => {
      const running = await small(stage);
      const url = await stage.swift(running, {
        '/tiller/v2/releases/swiftcheck-probe-': [200, '<html>Please log in</html>'],
      });
      const targets = ['--tiller', running.tillerAddress, '--swift', url];
      return ['probe', ...targets, '--size', '2K'];
    },
  },
  {
    code: 'probe-release-left',
    start: (stage) =>
      tillerEnds(
        stage,
        'UninstallRelease',
        { code: grpc.status.UNKNOWN, details: 'configmaps is forbidden' },
        ...['--size', '1K', '--install', '--yes'],
      ),
  },
];

export const RESULT_CASES: TerminalCase[] = [...VERSION_CASES, ...SIZE_CASES];
