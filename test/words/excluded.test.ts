// A report never lists an alternative that the evidence of the same run excludes. The tests hold each case, also as a
// run in a cluster, against what each known fact excludes.
import { beforeAll, describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analysis.js';
import { isRaised } from '../../src/checks/registry.js';
import type { RaisedFinding } from '../../src/checks/define.js';
import type { Evidence } from '../../src/evidence/types.js';
import { judge } from '../../src/judge/judge.js';
import { tillers } from '../../src/knowledge/describe.js';
import {
  inCluster,
  service,
  swiftPod,
  tillerPod,
  at,
  noTiller,
} from '../judge/cluster-evidence.js';
import { CASES } from '../judge/cases.js';
import { sampled } from '../support/sampled.js';
import {
  evidence,
  failed,
  ok,
  swiftError,
  tillerError,
  type Overrides,
} from '../judge/evidence.js';

const FORWARDED = {
  via: 'port-forward',
  forward: ok({ pod: 'swift-1', port: 9855 }),
} as const;

const RUNS: readonly Evidence[] = sampled(2, CASES).flatMap(({ raisedBy, notBy }) =>
  [raisedBy, notBy]
    .flatMap((overrides): Overrides[] =>
      overrides.cluster
        ? [overrides]
        : [overrides, inCluster({}, overrides), inCluster({ swift: FORWARDED }, overrides)],
    )
    .map((overrides) => evidence(overrides)),
);

interface Exclusion {
  readonly known: string;
  readonly holds: (run: Evidence, finding: RaisedFinding) => boolean;
  readonly excludes: RegExp;
}

const ONE_MESSAGE = tillers(
  ({ listDelivery, sendLimitBytes }) => listDelivery !== 'chunks' && sendLimitBytes !== null,
);
const escaped = (text: string) => text.replaceAll('.', '\\.');

const EXCLUSIONS: readonly Exclusion[] = [
  {
    known: 'a forwarded port leads to the pod of Tiller',
    holds: ({ tiller }, { code, hop, facts }) =>
      tiller.target.source === 'cluster' &&
      // To forward the port by hand shows what failed.
      code !== 'port-forward-failed' &&
      // It says nothing about what Swift finds behind itself.
      hop !== 'swift->tiller' &&
      (hop === 'swiftcheck->tiller' || ('endpoint' in facts && facts.endpoint === 'Tiller')),
    excludes:
      /proxy|proxies|[Aa]nother server|stands? between|in between|at this address|Forward a port of Tiller's pod\. Then/,
  },
  {
    known: 'a forwarded port leads to a pod of Swift',
    holds: ({ cluster }, { code, hop, facts }) =>
      cluster?.swift?.via === 'port-forward' &&
      code !== 'port-forward-failed' &&
      // It says nothing about what Swift finds behind itself.
      hop !== 'swift->tiller' &&
      (hop === 'swiftcheck->swift' || ('endpoint' in facts && facts.endpoint === 'Swift')),
    excludes: /a proxy|[Aa]nother server|load balancer|ingress|Forward a port of Swift/,
  },
  {
    known: 'the version of Tiller, which cuts a list into messages',
    holds: (run) => {
      const { tiller, otherTiller } = analyse(run);
      return otherTiller === null && tiller?.listDelivery === 'chunks';
    },
    excludes: new RegExp(`Tiller ${escaped(ONE_MESSAGE)} sends`),
  },
  {
    known: 'the version of Tiller, which sends a list in one message',
    holds: (run) => {
      const { tiller, otherTiller } = analyse(run);
      return otherTiller === null && tiller?.listDelivery === 'one message';
    },
    excludes: /cuts a list between revisions/,
  },
  {
    known: 'Tiller answers',
    holds: ({ tiller, swift }) => tiller.version.ok || swift.tillerVersion.ok,
    excludes: /Tiller is (?:down|not installed)|has no replicas, or its pod/,
  },
  {
    known: 'Tiller answers its version at once',
    holds: ({ tiller }, { code }) =>
      code === 'tiller-slow' && tiller.version.ok && tiller.version.ms < 1_000,
    excludes: /far away/,
  },
  {
    known: 'what Tiller stores its records as',
    holds: ({ cluster }) =>
      cluster?.tiller?.pods.ok === true &&
      cluster.tiller.pods.value.some(
        ({ name, settings }) => name === cluster.tiller?.chosen && settings.readable,
      ),
    excludes: /Without --storage, Tiller stores/,
  },
  {
    known: 'all pods of Swift, and the Deployment of each',
    holds: ({ cluster }, { code }) =>
      code === 'swift-images-differ' &&
      cluster?.swift?.pods?.ok === true &&
      cluster.swift.pods.value.every(({ name }) => /-[a-z0-9]{5,10}-[a-z0-9]{5}$/.test(name)),
    excludes: /, or (?:two Deployments|separate)/,
  },
  {
    known: 'the image of each pod',
    holds: ({ cluster }) =>
      [cluster?.tiller?.pods, cluster?.swift?.pods].every(
        (pods) => !pods?.ok || pods.value.every(({ image }) => !image.startsWith('gcr.io/')),
      ),
    excludes: /gcr\.io\/kubernetes-helm\/ were removed/,
  },
];

const words = ({ explanation: { seen, cause, steps } }: RaisedFinding) =>
  [...seen, cause, ...steps.map(({ text }) => text)].join(' ');

describe('what is known excludes alternatives', () => {
  let known: readonly Judged[];
  let open: readonly Judged[];
  beforeAll(() => {
    known = [...RUNS, ...MORE.map((overrides) => evidence(overrides))].map(judged);
    open = [...known, ...UNKNOWN.map((overrides) => judged(evidence(overrides)))];
  });

  it.each(EXCLUSIONS.map((each) => [each.known, each] as const))(
    '%s',
    (_known, { holds, excludes }) => {
      const met = known.flatMap(({ run, raised }) =>
        raised.filter((finding) => holds(run, finding)).map(words),
      );
      expect(met.length).toBeGreaterThan(0);
      expect([...new Set(met.filter((text) => excludes.test(text)))]).toEqual([]);
    },
  );

  it.each(EXCLUSIONS.map((each) => [each.known, each] as const))(
    'the alternative is said where this is not known: %s',
    (_known, { holds, excludes }) => {
      const said = open.flatMap(({ run, raised }) =>
        raised.filter((finding) => !holds(run, finding) && excludes.test(words(finding))),
      );
      expect(said.length).toBeGreaterThan(0);
    },
  );
});

interface Judged {
  readonly run: Evidence;
  readonly raised: readonly RaisedFinding[];
}

function judged(run: Evidence): Judged {
  return { run, raised: judge(run).findings.filter(isRaised) };
}

const SENDING = 'trying to send message larger than max (23069092 vs. 20971520)';
const pods = (...names: string[]) =>
  names.map((name, index) => swiftPod({ name, image: `appscode/swift:0.${index}.0` }));
const images = (...names: string[]) =>
  inCluster({
    swift: { services: ok([service({ pods: names })]), pods: ok(pods(...names)) },
  });

/** Runs in which the facts are known, which no case of a check has. */
const MORE: readonly Overrides[] = [
  ...['v2.8.2', 'v2.13.0'].flatMap((tiller) => {
    const overrides = { tiller, directList: tillerError(8, SENDING) };
    return [overrides, inCluster({}, overrides)];
  }),
  images('swift-5c4d7f8b9-abcde', 'swift-6d5e8a9c1-fghij'),
  images('swift-5c4d7f8b9-abcde', 'other-6d5e8a9c1-fghij'),
  { directList: failed('timeout', { hop: 'swiftcheck->tiller' }) },
];

/** Runs in which they are not. */
const UNKNOWN: readonly Overrides[] = [
  {
    tillerVersion: at('swiftcheck->tiller', 'refused'),
    swiftTillerVersion: swiftError(500, 2, 'unexpected'),
  },
  {
    tillerVersion: at('swiftcheck->tiller', 'no-answer'),
    swiftTillerVersion: swiftError(500, 2, 'unexpected'),
  },
  {
    tillerVersion: at('swiftcheck->tiller', 'refused'),
    swiftTillerVersion: swiftError(500, 2, 'unexpected'),
    swiftList: swiftError(403, 8, SENDING),
  },
  images('swift-0', 'swift-1'),
  noTiller({
    pods: ok([
      tillerPod({
        image: 'gcr.io/kubernetes-helm/tiller:v2.10.0',
        trouble: { kind: 'image-pull', reason: 'ImagePullBackOff', message: 'denied' },
      }),
    ]),
  }),
];
