// Whether both endpoints answer, and which of what they fail with a wait can help against.
import { expect, it } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import type { Failure } from '../../src/evidence/observation.js';
import { isNotYet, reach } from '../../src/gather/reach.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab } from '../../src/lab/lab.js';
import { afterwards } from '../support/afterwards.js';
import { countingRelay } from '../support/counting-relay.js';
import { startClosedPort } from '../support/fault-server.js';
import { labTargets, swiftEndpoint, tillerEndpoint } from '../support/lab-targets.js';
import { testRun } from '../support/run.js';

/** A connection ends soon, but not at once. */
const WITHIN = { timeout: 10_000 };

it('asks either side one question, and keeps what failed', async () => {
  const lab = await startLab({ ...labPair(''), data: dataSet('empty') });
  afterwards(() => lab.close());
  const closed = await startClosedPort();
  afterwards(() => closed.close());
  const relays = {
    tiller: await countingRelay(Number(lab.tillerAddress.split(':')[1])),
    swift: await countingRelay(Number(new URL(lab.swiftUrl).port)),
  };
  const both = labTargets({
    tillerAddress: `127.0.0.1:${relays.tiller.port}`,
    swiftUrl: `http://127.0.0.1:${relays.swift.port}`,
  });
  const run = testRun();
  expect(await reach(both, run)).toEqual([]);
  const started = run.calls.filter(({ phase }) => phase === 'started');
  expect(started.map(({ name, hop }) => [name, hop])).toEqual([
    ['Tiller GetVersion', 'swiftcheck->tiller'],
    ['Swift GET /tiller/v2/version/json', 'swiftcheck->swift'],
  ]);
  await expect.poll(() => [relays.tiller.open(), relays.swift.open()], WITHIN).toEqual([0, 0]);
  expect([relays.tiller.connections(), relays.swift.connections()]).toEqual([1, 1]);

  const tiller = tillerEndpoint(`127.0.0.1:${closed.port}`);
  const swift = swiftEndpoint(`http://127.0.0.1:${closed.port}`);
  const noTiller = { hop: 'swiftcheck->tiller', kind: 'refused' };
  const noSwift = { hop: 'swiftcheck->swift', kind: 'refused' };
  expect(await reach({ ...both, tiller }, testRun())).toMatchObject([noTiller]);
  expect(await reach({ ...both, swift }, testRun())).toMatchObject([noSwift]);
  expect(await reach({ tiller, swift }, testRun())).toMatchObject([noTiller, noSwift]);
});

it.each<[Partial<Failure>, boolean]>([
  // What a start-up goes through.
  ...[
    ...(['unresolvable', 'refused', 'unreachable', 'timeout', 'no-answer', 'closed'] as const),
    ...(['not-found', 'port-forward', 'deadline'] as const),
  ].map((kind): [Partial<Failure>, boolean] => [{ kind }, true]),
  [{ kind: 'grpc-status', grpcCode: 14 }, true],
  [{ kind: 'swift-error', grpcCode: 14 }, true],
  [{ kind: 'swift-error', grpcCode: 2, message: 'context deadline exceeded' }, true],
  ...[502, 503, 504].flatMap((httpStatus) =>
    (['http-status', 'kubernetes-status'] as const).map((kind): [Partial<Failure>, boolean] => [
      { kind, httpStatus },
      true,
    ]),
  ),
  [{ kind: 'grpc-status', grpcCode: 4 }, true],
  [{ kind: 'swift-error', grpcCode: 4 }, true],
  [{ kind: 'kubernetes-status', httpStatus: 404 }, true],
  // What stays wrong, and is a finding.
  [{ kind: 'tls-untrusted' }, false],
  [{ kind: 'grpc-status' }, false],
  [{ kind: 'swift-error' }, false],
  [{ kind: 'http-status' }, false],
  [{ kind: 'kubernetes-status' }, false],
  [{ kind: 'other-protocol', grpcCode: 14 }, false],
  [{ kind: 'grpc-status', grpcCode: 2, message: 'context deadline exceeded' }, false],
  [{ kind: 'http-status', httpStatus: 401 }, false],
  [{ kind: 'http-status', httpStatus: 403 }, false],
  [{ kind: 'http-status', httpStatus: 404 }, false],
  [{ kind: 'http-status', httpStatus: 500 }, false],
  [{ kind: 'http-status', httpStatus: 505 }, false],
  [{ kind: 'swift-error', grpcCode: 2, message: 'context canceled' }, false],
  [{ kind: 'kubernetes-status', httpStatus: 403 }, false],
  [{ kind: 'swift-error', grpcCode: 8 }, false],
  [{ kind: 'grpc-status', grpcCode: 12 }, false],
])('%j is waited for: %s', (failure, waits) => {
  const whole = { hop: 'swiftcheck->swift', kind: 'refused', message: '', ...failure } as const;
  expect(isNotYet(whole)).toBe(waits);
});
