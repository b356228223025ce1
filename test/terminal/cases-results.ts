import * as grpc from '@grpc/grpc-js';
import { swiftFront } from '../support/fronts.js';
import { CURED, lab, pointedAt, small, tillerEnds } from '../support/screens.js';
import type { TerminalCase } from './cases.js';
import type { Stage } from './start.js';

const LIST = '/tiller/v2/releases/json';
const never = () => new Promise<null>(() => undefined);

/** The cured pair, where Swift's list is answered as told. */
async function swiftLists(stage: Stage, status: number, body: string): Promise<string[]> {
  const running = await small(stage);
  const url = await stage.swift(running, { [LIST]: [status, body] });
  return ['probe', '--tiller', running.tillerAddress, '--swift', url];
}

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
  { code: 'helm-library-differs', start: lab('versions', 'swift@0.10.0,tiller@2.12.0') },
];

const SIZE_CASES: TerminalCase[] = [
  {
    code: 'list-over-receive-limit',
    start: lab('probe', 'swift@0.9.0,tiller@2.10.0', '--size', '4M'),
  },
  { code: 'list-over-gateway-limit', start: lab('probe', CURED, '--data', 'notes') },
  { code: 'list-over-send-limit', start: lab('probe', CURED, '--data', 'over20') },
  {
    code: 'list-over-unknown-limit',
    start: (stage) =>
      swiftLists(
        stage,
        403,
        '{"code":8,"message":"grpc: received message larger than max (5555555 vs. 5000000)"}',
      ),
  },
];

const LIST_CASES: TerminalCase[] = [
  { code: 'list-truncated', start: lab('probe', CURED, '--data', 'many') },
  {
    code: 'list-incomplete',
    start: async (stage) => {
      const running = await small(stage);
      const address = await stage.tillerListSays(running, { count: 4, total: 4 });
      const targets = ['--tiller', address, '--swift', running.swiftUrl];
      return ['probe', ...targets, '--swift-version', '0.11.1'];
    },
  },
  {
    code: 'list-first-message-only',
    start: lab('probe', 'swift@0.5.2,tiller@2.13.0', '--data', 'chunks'),
  },
  { code: 'list-corrupted', start: lab('probe', 'swift@0.11.1,tiller@2.10.0', '--data', 'chunks') },
  {
    code: 'list-differs',
    start: (stage) =>
      swiftLists(
        stage,
        200,
        '{"releases":[{"name":"alpha","namespace":"ds-small","version":1,"info":{"status":{"code":"DEPLOYED"}}}]}',
      ),
  },
  {
    code: 'pending-releases-hidden',
    start: (stage) =>
      Promise.resolve([
        ...['probe', '--lab', 'swift@0.9.0,tiller@2.11.0', '--data'],
        stage.file(
          'pending.yaml',
          'releases:\n  - name: alpha\n  - name: beta\n    status: PENDING_UPGRADE\n',
        ),
      ]),
  },
  {
    code: 'default-namespace-only',
    start: lab('probe', 'swift@0.3.2,tiller@2.10.0', '--data', 'small'),
  },
  {
    code: 'empty-list-as-error',
    start: lab('probe', CURED, '--data', 'empty'),
  },
  {
    code: 'client-refused',
    start: (stage) =>
      tillerEnds(stage, 'ListReleases', {
        code: grpc.status.UNKNOWN,
        details: 'incompatible versions client[v2.13.0] server[v2.10.0]',
      }),
  },
  {
    code: 'tiller-list-failed',
    start: (stage) =>
      tillerEnds(stage, 'ListReleases', {
        code: grpc.status.UNKNOWN,
        details:
          'configmaps is forbidden: User "system:serviceaccount:kube-system:default" cannot list configmaps in the namespace "kube-system"',
      }),
  },
  {
    code: 'swift-list-failed',
    start: (stage) => swiftLists(stage, 500, '{"code":2,"message":"something broke"}'),
  },
  {
    code: 'list-over-ceiling',
    start: (stage) => pointedAt(stage, CURED, 'seed', '--ceiling', '1M'),
  },
  {
    code: 'tiller-slow',
    start: (stage) => tillerEnds(stage, 'ListReleases', never, '--timeout', '1s'),
  },
  {
    code: 'swift-slow',
    start: async (stage) => {
      const running = await small(stage);
      const front = await swiftFront(running.swiftUrl, (path) => path.startsWith(LIST));
      stage.after(() => front.close());
      const targets = ['--tiller', running.tillerAddress, '--swift', front.url];
      return ['probe', ...targets, '--swift-version', '0.11.1', '--timeout', '1s'];
    },
  },
];

export const RESULT_CASES: TerminalCase[] = [...VERSION_CASES, ...SIZE_CASES, ...LIST_CASES];
