import * as grpc from '@grpc/grpc-js';
import { TILLER_RELEASES } from '../../src/knowledge/tiller-releases.js';
import type { Refusal } from '../support/fronts.js';
import { swiftFront } from '../support/fronts.js';
import { CURED, small } from './cases-reach.js';
import type { TerminalCase } from './cases.js';
import type { Stage } from './start.js';

const LIST = '/tiller/v2/releases/json';
const never = () => new Promise<null>(() => undefined);

/** Lab runs of the command itself. */
const lab =
  (command: string, pair: string, ...more: string[]) =>
  (): Promise<string[]> =>
    Promise.resolve([command, '--lab', pair, ...more]);

/** A pair that swiftcheck is pointed at, with Swift's release declared. */
async function pointedAt(
  stage: Stage,
  pair: string,
  data: string,
  ...more: string[]
): Promise<string[]> {
  const { tillerAddress, swiftUrl, swift } = await stage.lab(pair, data);
  const targets = ['--tiller', tillerAddress, '--swift', swiftUrl];
  return ['probe', ...targets, '--swift-version', swift.version, ...more];
}

/** The cured pair, where Swift's list is answered as told. */
async function swiftLists(stage: Stage, status: number, body: string): Promise<string[]> {
  const running = await small(stage);
  const url = await stage.swift(running, { [LIST]: [status, body] });
  return ['probe', '--tiller', running.tillerAddress, '--swift', url];
}

/** The cured pair, where one call to Tiller ends as told. */
async function tillerEnds(
  stage: Stage,
  method: string,
  refusal: Refusal | (() => Promise<null>),
  ...more: string[]
): Promise<string[]> {
  const running = await small(stage);
  const address = await stage.tiller(running, (called) => {
    if (called !== method) return null;
    return typeof refusal === 'function' ? refusal() : refusal;
  });
  const targets = ['--tiller', address, '--swift', running.swiftUrl];
  return ['probe', ...targets, '--swift-version', '0.11.1', ...more];
}

const VERSION_CASES: TerminalCase[] = [
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
