// A proxy that the environment names is for HTTP. Tiller is dialled as its address says.
import { createServer, type AddressInfo } from 'node:net';
import { expect, it, vi } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import { gather } from '../../src/gather/gather.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab } from '../../src/lab/lab.js';
import { labTargets } from '../support/lab-targets.js';
import { testRun } from '../support/run.js';

it.each(['grpc_proxy', 'https_proxy', 'http_proxy'])(
  'Tiller is dialled without the proxy of %s',
  async (variable) => {
    const lab = await startLab({
      ...labPair('swift@0.11.1,tiller@2.13.0'),
      data: dataSet('small'),
    });
    let connections = 0;
    const proxy = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port: proxyPort } = proxy.address() as AddressInfo;
    for (const name of ['grpc_proxy', 'https_proxy', 'http_proxy', 'no_grpc_proxy', 'no_proxy']) {
      vi.stubEnv(name, name === variable ? `http://127.0.0.1:${proxyPort}` : '');
    }
    try {
      const { tiller } = await gather(
        { command: 'versions', targets: labTargets(lab), lab: null, payload: null },
        testRun(),
      );
      expect(tiller.version).toMatchObject({ ok: true, value: { semVer: 'v2.13.0' } });
      expect(connections).toBe(0);
    } finally {
      vi.unstubAllEnvs();
      proxy.close();
      await lab.close();
    }
  },
);
