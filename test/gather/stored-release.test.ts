// A purge counts where Tiller answers with the release that it purged, or stores the release no longer.
import { expect, it } from 'vitest';
import { purgeMarked } from '../../src/gather/stored-release.js';
import { TillerClient } from '../../src/gather/tiller-client.js';
import { encode } from '../../src/wire/encode.js';
import { afterwards } from '../support/afterwards.js';
import { ends, framed, oddTiller } from '../support/odd-tiller.js';
import { testRun } from '../support/run.js';

const NAME = 'swiftcheck-probe-0123456789abcdef';
const NOTES = 'ours';
const answered = (type: string, answer: Readonly<Record<string, unknown>>) =>
  ends({
    trailers: { 'grpc-status': '0' },
    body: framed(encode(`hapi.services.tiller.${type}`, answer)),
  });

/** A Tiller that answers the purge like this, and stores the release afterwards, too. */
async function purge(answer: Readonly<Record<string, unknown>>) {
  const stored = encode('hapi.services.tiller.GetReleaseStatusResponse', {
    ...{ name: NAME, namespace: 'default' },
    info: { status: { code: 'FAILED', notes: NOTES } },
  });
  const purged = answered('UninstallReleaseResponse', answer);
  const tiller = await oddTiller('UninstallRelease', purged, [stored]);
  const run = testRun();
  const port = Number(tiller.address.split(':')[1]);
  const client = new TillerClient({ host: '127.0.0.1', port, source: 'flag', tls: null }, run);
  afterwards(() => {
    client.close();
    return tiller.close();
  });
  return purgeMarked(run, client, NAME, 'v2.13.0', (notes) => notes === NOTES);
}

it('counts where the answer holds the release', async () => {
  expect(await purge({ release: { name: NAME } })).toMatchObject({ ok: true });
});

it.each([
  ['nothing', {}],
  ['another release', { release: { name: 'harbor' } }],
])(
  'does not count where the answer holds %s and the release is still there',
  async (_what, answer) => {
    expect(await purge(answer)).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('another release or with none') as string },
    });
  },
);
