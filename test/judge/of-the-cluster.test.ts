// What was read of the cluster decides between causes that an answer alone leaves open.
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/judge/judge.js';
import type { NotReady } from '../../src/evidence/cluster.js';
import { raisedAs, stepTexts } from '../support/findings.js';
import { inCluster, swiftPod, tillerPod } from './cluster-evidence.js';
import { evidence, failed, ok, swiftError, tillerError } from './evidence.js';

const DEADLINE = {
  swiftTillerVersion: swiftError(408, 4, 'context deadline exceeded'),
  swiftList: failed('not-attempted'),
};

function whyNoTiller(settings: object, switches: object) {
  const tiller = tillerPod();
  const { findings } = judge(
    evidence(
      inCluster(
        {
          tiller: { pods: ok([{ ...tiller, settings: { ...tiller.settings, ...settings } }]) },
          swift: {
            pods: ok([swiftPod({ arguments: { readable: true, values: {}, switches } })]),
          },
        },
        DEADLINE,
      ),
    ),
    'fail',
  );
  return raisedAs(findings, 'swift-cannot-reach-tiller').explanation;
}

describe('a Swift that does not reach its Tiller', () => {
  const PLAINTEXT = { 'tiller-insecure-skip-verify': true };

  it.each(['localhost:44134', '127.0.0.1:44134', '[::1]:44134'])(
    'is explained by a Tiller that listens on %s',
    (listen) => {
      const { cause, steps } = whyNoTiller({ listen }, PLAINTEXT);
      expect(cause).toContain(`--listen=${listen}`);
      expect(cause).not.toMatch(/TLS/);
      expect(stepTexts(steps).join()).toMatch(/--listen=:44134/);
    },
  );

  it.each([':44134', '0.0.0.0:44134', '10.0.0.7:44134'])('is not by one on %s', (listen) => {
    expect(whyNoTiller({ listen }, PLAINTEXT).cause).not.toContain('--listen');
  });

  it('blames TLS only as long as the arguments of Swift allow that', () => {
    expect(whyNoTiller({}, PLAINTEXT).cause).not.toMatch(/disagree about TLS/);
    expect(whyNoTiller({}, {}).cause).toMatch(/disagree about TLS/);
  });
});

describe('a pod of Tiller that is not ready', () => {
  const raisedFor = (...troubles: readonly NotReady[]) => {
    const pods = ok(
      troubles.map((trouble, index) => tillerPod({ trouble, name: `tiller-${index + 1}` })),
    );
    const { findings } = judge(
      evidence(
        inCluster(
          { tiller: { pods, chosen: null } },
          {
            tillerVersion: failed('not-attempted', { hop: 'swiftcheck->tiller' }),
            directList: failed('not-attempted'),
          },
        ),
      ),
      'fail',
    );
    return raisedAs(findings, 'tiller-not-ready');
  };
  const unready = { kind: 'unready', reason: '', message: '' } as const;

  it('names the container beside Tiller that is not ready', () => {
    const { title, explanation } = raisedFor({ ...unready, containers: ['istio-proxy'] });
    expect(title).toContain('container istio-proxy is not ready');
    expect(explanation.cause).not.toContain('44135');
    expect(explanation.steps[0]?.command).toMatch(/logs tiller-1 -c istio-proxy$/);
  });

  it.each([{ ...unready, containers: ['tiller'] }, unready])(
    'is Tiller itself by %j',
    (trouble) => {
      expect(raisedFor(trouble).explanation.cause).toContain('44135');
    },
  );

  it('shows more than one that is deleted, or that has ended', () => {
    const ended = { kind: 'failed', reason: 'Evicted', message: 'memory' } as const;
    const deleted = { kind: 'terminating', reason: 'Terminating', message: '' } as const;
    const { title, explanation } = raisedFor(ended, deleted, unready);
    expect(title).toMatch(/is ready: it runs, but its readiness check fails, it has ended/);
    expect(explanation.cause).toContain('44135');
    expect(explanation.steps[0]?.command).toMatch(/logs tiller-3$/);
  });

  it('is not blamed where its containers were ready, and the pod is not', () => {
    const { title, explanation } = raisedFor({ ...unready, kind: 'unreported' });
    expect(title).toContain('it is not ready, and its containers do not show why');
    expect(explanation.certainty).toBe('possible');
    expect(explanation.steps[0]?.command).toMatch(/get nodes$/);
  });

  it('that was killed for its memory needs memory, not its log', () => {
    const { title, explanation } = raisedFor({
      ...{ kind: 'crash-loop', reason: 'CrashLoopBackOff', message: 'OOMKilled, exit code 137' },
    });
    expect(title).toContain('killed for its memory');
    expect(stepTexts(explanation.steps).join()).toMatch(/memory limit/);
    expect(stepTexts(explanation.steps).join()).not.toMatch(/--previous/);
  });
});

describe('a Tiller that dies while it lists', () => {
  it('is reported as gone if its port is closed afterwards', () => {
    const hop = 'swiftcheck->tiller';
    const { findings } = judge(evidence({ directList: failed('refused', { hop }) }), 'fail');
    const { title, explanation } = raisedAs(findings, 'tiller-list-failed');
    expect(title).toContain('gone');
    expect(explanation.cause).toMatch(/crashed or was killed for its memory/);
    expect(stepTexts(explanation.steps).join()).toMatch(/--previous/);
  });

  it('is not reported as gone if Tiller answers with an error', () => {
    const { findings } = judge(evidence({ directList: tillerError(2, 'x') }), 'fail');
    expect(raisedAs(findings, 'tiller-list-failed').title).not.toContain('gone');
  });
});

describe('a sidecar of a mesh', () => {
  const mesh = 'spiffe://cluster.local/ns/kube-system/sa/tiller';
  const day = { validFrom: '2023-12-31T12:00:00.000Z', validTo: '2024-01-01T12:00:00.000Z' };

  it.each(['tls-required', 'tls-client-certificate-rejected', 'tls-untrusted'] as const)(
    'is named as one where it ends the call with %s',
    (kind) => {
      const failure = failed(kind, { hop: 'swiftcheck->tiller', mesh });
      const { findings } = judge(
        evidence({ tillerVersion: failure, directList: failed('not-attempted') }),
        'fail',
      );
      const { title, explanation } = raisedAs(findings, kind);
      expect(title).toMatch(/sidecar of a service mesh/);
      expect(explanation.seen.join()).toContain(mesh);
      expect(stepTexts(explanation.steps).join()).not.toMatch(/--tls-cert|Issue/);
    },
  );

  it('has a certificate of one day, which no one issues by hand', () => {
    const codes = (certificate: object) =>
      judge(
        evidence({ tillerCertificate: ok({ ...day, ...certificate }) }),
        'fail',
      ).findings.flatMap((each) => (each.outcome === 'warn' ? [each.code] : []));
    expect(codes({ mesh })).not.toContain('tls-expires-soon');
    expect(codes({})).toContain('tls-expires-soon');
  });
});
