// How many calls a run makes, and how many requests that takes of an API server: the table "The calls of a run" of docs/kubernetes.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab } from '../../src/lab/lab.js';
import { swiftcheckJson } from '../support/cli.js';
import { startCluster } from '../support/cluster.js';
import { swiftFront } from '../support/fronts.js';
import { afterwards } from '../support/afterwards.js';
import { interfered } from '../support/install-lab.js';

const VERSION = ['GET /', 'GET /tiller/v2/version/json'];
const LIST = 'GET /tiller/v2/releases/json?all=true';

/** Every call of that command, in order on each side; of GetVersion only how many. */
async function callsOf(data: string, ...given: string[]) {
  const running = await startLab({
    ...labPair('swift@0.11.1,tiller@2.13.0'),
    data: dataSet(data),
  });
  afterwards(() => running.close());
  const front = await interfered(running, () => null);
  const swift = await swiftFront(running.swiftUrl);
  afterwards(() => swift.close());
  const [command = '', ...flags] = given;
  const targets = ['--tiller', front.tillerAddress, '--swift', swift.url];
  await swiftcheckJson(command, ...targets, '--swift-version', '0.11.1', ...flags);
  return {
    versions: front.asked.filter((method) => method === 'GetVersion').length,
    tiller: front.asked.filter((method) => method !== 'GetVersion'),
    swift: swift.asked.map(({ method, path }) => `${method} ${path}`),
  };
}

it('of probe is one list on each side', async () => {
  const { versions, tiller, swift } = await callsOf('small', 'probe');
  expect([versions, tiller]).toEqual([5, ['ListReleases']]);
  expect(swift.toSorted()).toEqual([...VERSION, LIST].toSorted());
});

it('of more than 512 revisions is one list more, of Tiller itself', async () => {
  const { versions, tiller, swift } = await callsOf('many', 'probe');
  expect([versions, tiller]).toEqual([5, ['ListReleases', 'ListReleases']]);
  expect(swift).toHaveLength(3);
  expect((await callsOf('many', 'probe', '--no-full-list')).tiller).toEqual(['ListReleases']);
  expect((await callsOf('many', 'preflight')).tiller).toHaveLength(2);
});

it('of versions is no list of Tiller', async () => {
  const { versions, tiller, swift } = await callsOf('many', 'versions');
  expect([versions, tiller, swift.length]).toEqual([5, [], 3]);
});

it('of --size is one dry run on each side', async () => {
  const { tiller, swift } = await callsOf('small', 'probe', '--size', '1K');
  expect(tiller).toEqual(['ListReleases', 'InstallRelease']);
  expect(swift.filter((call) => call.startsWith('POST'))).toHaveLength(1);
});

it('of --install is one list more on each side', async () => {
  const given = ['--size', '1K', '--install', '--yes'];
  const { tiller, swift } = await callsOf('small', 'probe', ...given);
  expect(tiller).toEqual([
    ...['ListReleases', 'GetReleaseStatus', 'InstallRelease', 'ListReleases'],
    ...['GetReleaseStatus', 'UninstallRelease'],
  ]);
  expect(swift.filter((call) => call === LIST)).toHaveLength(2);
});

const FIND = ['pods', 'pods', 'services'];
/** `GET /` for the Service that may be Swift, then for Swift. */
const PROXY = ['/', '/', '/tiller/v2/version/json'];

it.each([
  ['versions', [], '/tiller/v2/releases/json?status_codes=PENDING_INSTALL'],
  [
    'probe',
    ['configmaps', 'configmaps', 'secrets', 'secrets'],
    '/tiller/v2/releases/json?all=true',
  ],
])(
  'of %s through the API server are one tunnel, and these requests',
  async (command, own, list) => {
    const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-calls-'));
    afterwards(() => rmSync(folder, { recursive: true }));
    const cluster = await startCluster(folder, {
      pair: 'swift@0.11.1,tiller@2.13.0',
    });
    afterwards(() => cluster.close());
    await swiftcheckJson(command, ...cluster.flags);
    const paths = cluster.kube.asked.map(({ path }) => path);
    const [proxied, others] = [/\/proxy(\/.*)/, /\/(pods|services|configmaps|secrets)\?/].map(
      (kind) => paths.flatMap((path) => kind.exec(path)?.[1] ?? []).toSorted(),
    );
    expect(proxied).toEqual([...PROXY, list].toSorted());
    expect(others).toEqual([...own, ...FIND].toSorted());
    expect(paths.filter((path) => path.includes('/portforward'))).toHaveLength(1);
    expect(paths).toHaveLength(PROXY.length + 1 + FIND.length + own.length + 1);
  },
);
