// Which Service is Swift, and the path to it through the API server.
import { describe, expect, it } from 'vitest';
import { readPod, type Pod } from '../../src/cluster/pods.js';
import { readService, type Service } from '../../src/cluster/services.js';
import {
  selectSwift,
  namedSwift,
  parseSwiftService,
  serviceProxyPath,
} from '../../src/cluster/swift-services.js';
import { UsageError } from '../../src/util/usage-error.js';
import {
  service,
  swiftPod,
  swiftService,
  type PodOptions,
  type ServicePortOptions,
} from '../support/kube/objects.js';

const NAMED = { namespace: 'kube-system', name: 'helm-api', port: null };

function services(...objects: object[]): Service[] {
  return objects.flatMap((one) => readService(one) ?? []);
}
function pods(...options: Partial<PodOptions>[]): Pod[] {
  return options.flatMap((one) => readPod(swiftPod(one)) ?? []);
}

describe('--swift-service', () => {
  it.each([
    ['kube-system/helm-api', NAMED],
    ['kube-system/helm-api:http', { ...NAMED, port: 'http' }],
    ['kube-system/helm-api:9855', { ...NAMED, port: '9855' }],
  ])('takes %s', (text, expected) => {
    expect(parseSwiftService(text)).toEqual(expected);
  });

  it.each(['helm-api', '/helm-api', 'a/b/c', 'a/b:', 'https:a/b:c', 'A/b', ''])(
    'refuses "%s"',
    (text) => {
      expect(() => parseSwiftService(text)).toThrow(UsageError);
    },
  );

  it('names a Service that is there, and its port', () => {
    const there = services(swiftService());
    expect(namedSwift(there, [], NAMED)).toMatchObject({ by: 'flag', port: { id: 'http' } });
    expect(namedSwift(there, [], { ...NAMED, port: '80' })).toMatchObject({ port: { id: 'http' } });
    expect(namedSwift(there, [], { ...NAMED, port: 'grpc' })).toMatchObject({ port: null });
    expect(namedSwift(there, [], { ...NAMED, name: 'other' })).toBeNull();
    expect(namedSwift(there, [], { ...NAMED, namespace: 'other' })).toBeNull();
  });
});

describe('Swift is recognised', () => {
  const label = service({ name: 'swift', labels: { app: 'swift' }, selector: { app: 'a' } });
  const image = service({ name: 'rest', selector: { app: 'b' } });
  const name = swiftService({ selector: { app: 'c' } });
  const behindImage = pods({ labels: { app: 'b' } });
  const found = (...objects: object[]) => {
    const selection = selectSwift(services(...objects), behindImage);
    return selection.kind === 'found'
      ? [selection.swift.by, selection.swift.service.name]
      : selection;
  };

  it('by its label, then by the image of its pods, then by the name of the incident', () => {
    expect(found(name, image, label)).toEqual(['label', 'swift']);
    expect(found(name, image)).toEqual(['image', 'rest']);
    expect(found(name)).toEqual(['name', 'helm-api']);
    expect(found(service({ name: 'other' }))).toEqual({ kind: 'none' });
  });

  it('not by pods of another namespace', () => {
    const away = pods({ labels: { app: 'b' }, namespace: 'team-a' });
    expect(selectSwift(services(image), away)).toEqual({ kind: 'none' });
  });

  it('more than once: then it is not guessed', () => {
    const other = service({ name: 'swift', namespace: 'team-a', labels: { app: 'swift' } });
    // Thousands of Services that select thousands of pods each would take all memory.
    expect(selectSwift(services(label, other), pods({ labels: { app: 'a' } }))).toMatchObject({
      kind: 'several',
      swifts: [
        { service: { namespace: 'kube-system' }, pods: [] },
        { service: { namespace: 'team-a' }, pods: [] },
      ],
    });
  });

  it('with what its pods say: version, arguments, readiness', () => {
    const selected = pods({}, { name: 'b', image: 'swift:latest', trouble: { notReady: 'x' } });
    const selection = selectSwift(services(swiftService()), selected);
    expect(selection).toMatchObject({
      kind: 'found',
      swift: {
        pods: [
          {
            claim: { version: '0.9.0' },
            arguments: {
              values: { connector: 'incluster' },
              switches: { 'tiller-insecure-skip-verify': true },
            },
            trouble: null,
          },
          { claim: { version: null }, trouble: { kind: 'unready' } },
        ],
      },
    });
  });
});

describe('the port', () => {
  const path = (...ports: ServicePortOptions[]) => {
    const found = namedSwift(services(swiftService({ ports })), pods({}), NAMED);
    return found?.port ? serviceProxyPath(found.service, found.port) : null;
  };
  const proxy = (id: string) => `/api/v1/namespaces/kube-system/services/${id}/proxy/`;

  it.each<[string, ServicePortOptions[], string | null]>([
    [
      'named http',
      [
        { name: 'grpc', port: 9855 },
        { name: 'http', port: 81 },
      ],
      'helm-api:http',
    ],
    [
      'that leads to 9855',
      [{ port: 443 }, { name: 'web', port: 81, targetPort: 9855 }],
      'helm-api:web',
    ],
    [
      'by the name of a container',
      [{ name: 'a', port: 81, targetPort: 'plaintext' }],
      'helm-api:a',
    ],
    [
      '9855 itself',
      [
        { name: 'a', port: 1 },
        { name: 'p', port: 9855 },
      ],
      'helm-api:p',
    ],
    [
      '80',
      [
        { name: 'a', port: 1 },
        { name: 'b', port: 80, targetPort: 8080 },
      ],
      'helm-api:b',
    ],
    ['without a name', [{ port: 80, targetPort: 9855 }], 'helm-api:80'],
    [
      'with TLS alone',
      [
        { name: 'tls', port: 1, targetPort: 50055 },
        { name: 'ops', port: 56790 },
      ],
      'https:helm-api:tls',
    ],
    ['443 alone', [{ port: 443, targetPort: 8443 }], 'https:helm-api:443'],
    ['443 that is plaintext', [{ port: 443, targetPort: 9855 }], 'helm-api:443'],
    ['the only one', [{ port: 12345 }], 'helm-api:12345'],
  ])('%s', (_what, ports, id) => {
    expect(path(...ports)).toBe(id === null ? null : proxy(id));
  });

  it('is none among several strange ones', () => {
    expect(path({ name: 'a', port: 1 }, { name: 'b', port: 2 })).toBeNull();
  });
});
