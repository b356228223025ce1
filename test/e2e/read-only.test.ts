// With --read-only a run renders nothing, and never requests two lists of one side at a time.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { swiftcheck } from '../support/cli.js';
import { swiftFront, tillerFront } from '../support/fronts.js';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ ...labPair('swift@0.11.1,tiller@2.13.0'), data: dataSet('small') });
});
afterAll(() => lab.close());

/** Each call that was made, with how often. */
async function asked(...args: string[]) {
  const tiller = await tillerFront(lab.tillerAddress, () => null);
  const swift = await swiftFront(lab.swiftUrl);
  try {
    const at = ['--tiller', tiller.address, '--swift', swift.url];
    const [command = '', ...flags] = args;
    const ran = await swiftcheck(command, ...at, ...flags);
    const paths = swift.asked.map(({ method, path }) =>
      method === 'POST' ? 'POST install (dry run)' : `GET ${path}`,
    );
    const calls = [...tiller.asked, ...paths];
    const counted = new Map<string, number>();
    for (const call of calls) counted.set(call, (counted.get(call) ?? 0) + 1);
    return { ...ran, counted: Object.fromEntries(counted) };
  } finally {
    tiller.close();
    await swift.close();
  }
}

const VERSIONS = { GetVersion: 5, 'GET /': 1, 'GET /tiller/v2/version/json': 1 };
const LISTS = { ListReleases: 1, 'GET /tiller/v2/releases/json?all=true': 1 };
it.each(['probe', 'preflight'])('%s --read-only asks for no dry run', async (command) => {
  const { exitCode, stderr, counted } = await asked(command, '--read-only', '--size', '1K');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--read-only forbids --size');
  expect(counted).toEqual({});
  expect((await asked('probe', '--read-only')).counted).toEqual({ ...VERSIONS, ...LISTS });
});

it('requests one list at a time', async () => {
  let [now, most] = [0, 0];
  const during = async (list: boolean) => {
    if (!list) return;
    most = Math.max(most, (now += 1));
    await new Promise((resolve) => setImmediate(resolve));
    now -= 1;
  };
  const tiller = await tillerFront(lab.tillerAddress, async (method) => {
    await during(method === 'ListReleases');
    return null;
  });
  const swift = await swiftFront(lab.swiftUrl, (path) => {
    void during(path.includes('/releases/json'));
    return false;
  });
  try {
    await swiftcheck('preflight', '--tiller', tiller.address, '--swift', swift.url);
    expect(most).toBe(1);
  } finally {
    tiller.close();
    await swift.close();
  }
});
