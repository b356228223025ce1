// A reader of the service proxy may GET, and a dry run is a POST: the steps name the right that is missing.
import { expect, it } from 'vitest';
import { isRaised } from '../../src/checks/registry.js';
import { judge } from '../../src/judge/judge.js';
import { evidence, kubernetesStatus, ok } from '../judge/evidence.js';

/** The commands of the steps of payload-not-tried. */
const commandsWith = (httpStatus: number) => {
  const { findings } = judge(
    evidence({
      viaApiServer: true,
      url: 'https://api/api/v1/namespaces/kube-system/services/helm-api:http/proxy',
      payload: {
        ...{ kind: 'dry-run', sizeBytes: 1024, releaseName: 'swiftcheck-probe-0' },
        direct: ok({ bytes: 1200 }),
        viaSwift: kubernetesStatus(httpStatus, 'not quoted'),
      },
    }),
  );
  const finding = findings.filter(isRaised).find(({ code }) => code === 'payload-not-tried');
  return finding?.explanation.steps.map(({ command }) => command ?? '').join('\n');
};

it('names the right to a dry run where the API server denies it', () => {
  expect(commandsWith(403)).toContain(
    'swiftcheck rbac --feature dry-run --swift-namespace kube-system',
  );
  expect(commandsWith(503)).toBe('');
});
