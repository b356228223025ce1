// Which pod is Tiller, and why none is ready.
import { describe, expect, it } from 'vitest';
import { notReady } from '../../src/cluster/not-ready.js';
import { readPod, type Pod } from '../../src/cluster/pods.js';
import { selectTiller } from '../../src/cluster/tiller-pods.js';
import type { NotReadyKind } from '../../src/evidence/cluster.js';
import { tillerPod, type PodOptions } from '../support/kube/objects.js';

function tiller(options: Partial<PodOptions> = {}): Pod {
  const pod = readPod(tillerPod(options));
  if (!pod) throw new Error('the pod of the test has no name');
  return pod;
}

const SYSTEM = 'kube-system';

describe('of the pods with its labels, Tiller', () => {
  it('is the ready one, with the version that its image claims', () => {
    const starting = tiller({ name: 'a', trouble: { waiting: 'ContainerCreating' } });
    const selection = selectTiller([starting, tiller({ name: 'b' })], SYSTEM, null);
    expect(selection).toMatchObject({
      kind: 'ready',
      tiller: { pod: { name: 'b' }, claim: { version: 'v2.10.0' }, trouble: null },
    });
  });

  it('may be several: the first is taken', () => {
    const pods = [tiller({ name: 'a' }), tiller({ name: 'b', image: 'tiller:v2.9.1' })];
    expect(selectTiller(pods, SYSTEM, null)).toMatchObject({ tiller: { pod: { name: 'a' } } });
  });

  it('is never a pod that is being deleted', () => {
    const pods = [tiller({ name: 'old', trouble: 'terminating' }), tiller({ name: 'new' })];
    expect(selectTiller(pods, SYSTEM, null)).toMatchObject({
      tiller: { pod: { name: 'new' } },
    });
  });

  it('may be there and not ready', () => {
    const pods = [tiller({ trouble: { waiting: 'ErrImagePull', message: 'denied' } })];
    expect(selectTiller(pods, SYSTEM, pods)).toEqual({ kind: 'none-ready' });
  });

  it('may be in another namespace', () => {
    const away = [tiller({ namespace: 'team-a' }), tiller({ namespace: 'team-b' })];
    expect(selectTiller([], SYSTEM, away)).toMatchObject({
      kind: 'elsewhere',
      tillers: [{ pod: { namespace: 'team-a' } }, { pod: { namespace: 'team-b' } }],
    });
  });

  it('may be nowhere, as far as one may look', () => {
    expect(selectTiller([], SYSTEM, [])).toEqual({ kind: 'none', everywhere: true });
    expect(selectTiller([], SYSTEM, null)).toEqual({ kind: 'none', everywhere: false });
  });

  it('is the right container beside a sidecar', () => {
    const pod = tillerPod();
    const { containers } = pod['spec'] as { containers: object[] };
    const sidecar = { name: 'proxy', image: 'istio/proxyv2:1.4.0' };
    const meshed = readPod({ ...pod, spec: { containers: [sidecar, ...containers] } });
    expect(selectTiller(meshed ? [meshed] : [], SYSTEM, null)).toMatchObject({
      tiller: { claim: { version: 'v2.10.0' } },
    });
  });
});

describe('why a pod is not ready', () => {
  const noNode = '0/3 nodes are available: 3 Insufficient memory.';
  const noSecret = 'secret "tiller-secret" not found';
  const evicted = 'The node was low on resource: memory.';
  it.each<[NonNullable<PodOptions['trouble']>, NotReadyKind, string, string]>([
    ['terminating', 'terminating', 'Terminating', ''],
    [{ unschedulable: noNode }, 'unschedulable', 'Unschedulable', noNode],
    [{ waiting: 'ErrImagePull', message: 'm' }, 'image-pull', 'ErrImagePull', 'm'],
    [{ waiting: 'constructor', message: 'm' }, 'cannot-start', 'constructor', 'm'],
    [{ waiting: 'ImagePullBackOff', message: 'm' }, 'image-pull', 'ImagePullBackOff', 'm'],
    [{ waiting: 'InvalidImageName', message: 'm' }, 'image-pull', 'InvalidImageName', 'm'],
    [
      { waiting: 'CrashLoopBackOff', message: 'back-off 5m0s', restarts: 7 },
      'crash-loop',
      'CrashLoopBackOff',
      'Error, exit code 1',
    ],
    [
      { waiting: 'CreateContainerConfigError', message: noSecret },
      'cannot-start',
      'CreateContainerConfigError',
      noSecret,
    ],
    [{ waiting: 'ContainerCreating' }, 'starting', 'ContainerCreating', ''],
    [{ notReady: 'ContainersNotReady' }, 'unready', '', ''],
    [{ evicted }, 'failed', 'Evicted', evicted],
  ])('%j', (trouble, kind, reason, message) => {
    expect(notReady(tiller({ trouble }))).toEqual({ kind, reason, message });
  });

  it('names the container that is not ready beside others', () => {
    const pod = tillerPod({
      trouble: { notReady: 'containers with unready status: [istio-proxy]' },
    });
    const { containers } = pod['spec'] as { containers: { name: string }[] };
    const statuses = (ready: boolean) => [
      { name: containers[0]?.name, ready: true, state: { running: {} } },
      { name: 'istio-proxy', ready, state: { running: {} } },
    ];
    const held = readPod({
      ...pod,
      spec: { containers: [...containers, { name: 'istio-proxy', image: 'istio/proxyv2:1.4.0' }] },
      status: { ...(pod['status'] as object), containerStatuses: statuses(false) },
    });
    expect(held && notReady(held)).toEqual({
      ...{ kind: 'unready', reason: '', message: '', containers: ['istio-proxy'] },
    });
  });

  it('is not its containers, where these were ready when their node last reported', () => {
    const pod = tillerPod();
    const lost = { reason: 'NodeLost', message: 'Node n1 is unresponsive' };
    const conditions = [{ type: 'Ready', status: 'False' }];
    for (const phase of ['Running', 'Unknown']) {
      const status = { ...(pod['status'] as object), conditions, phase, ...lost };
      const held = readPod({ ...pod, status });
      expect(held && notReady(held), phase).toEqual({ kind: 'unreported', ...lost });
    }
  });

  it('is nothing where it is ready', () => {
    expect(notReady(tiller())).toBeNull();
  });

  it('may be an init container', () => {
    const pod = tillerPod({ trouble: { waiting: 'PodInitializing' } });
    const waiting = { reason: 'ImagePullBackOff', message: 'denied' };
    const status = { name: 'init', image: 'x', state: { waiting } };
    const held = readPod({
      ...pod,
      spec: { ...(pod['spec'] as object), initContainers: [{ name: 'init', image: 'x' }] },
      status: { ...(pod['status'] as object), initContainerStatuses: [status] },
    });
    expect(held && notReady(held)).toMatchObject({ kind: 'image-pull', message: 'denied' });
  });
});

describe('what is read of a pod', () => {
  it('holds no environment', () => {
    expect(JSON.stringify(tiller())).not.toContain('never-to-be-shown');
  });

  it.each([null, 'pod', [], {}, { metadata: null }, { metadata: { name: 7 } }])(
    'is nothing of %j',
    (item) => {
      expect(readPod(item)).toBeNull();
    },
  );

  it('is what is there of a bare one', () => {
    expect(
      readPod({ metadata: { name: 'a', labels: { x: 1 } }, spec: { containers: [7] } }),
    ).toEqual({
      ...{ namespace: '', name: 'a', labels: {}, phase: '', reason: '', message: '' },
      ...{ ready: false, terminating: false, unscheduled: null },
      ...{ containers: [], initContainers: [] },
    });
  });
});
