// Whether a pod behind Swift's Service is ready.
import { swiftFailure } from '../../analysis/swift-failure.js';
import { defineCheck, type Description } from '../define.js';
import { EXTERNAL_URL, standsFor } from '../shared/external-name.js';
import { notReady, why, type PodState } from '../shared/pods.js';
import { withoutPods } from '../shared/swift-arguments.js';
import { chosenService, swiftPods } from '../shared/swift-pods.js';
import { look } from '../steps.js';

declare module '../define.js' {
  interface FindingFacts {
    'swift-not-ready': SwiftPodsFacts;
  }
}

interface SwiftPodsFacts {
  readonly service: string;
  readonly pods: readonly PodState[];
  /** The name that a Service of type ExternalName stands for; `null`: of another type. */
  readonly externalName: string | null;
  /** Swift answered this run. */
  readonly answers?: true;
}

const ANSWERS =
  'Swift answers all the same: one of these pods answers, or the Service has other endpoints.';

const HOP = 'api-server->swift';

export const swiftNotReady = defineCheck({
  group: 'cluster',
  after: 'swift-missing',
  code: 'swift-not-ready',
  findings: {
    'swift-not-ready': {
      severity: 'fail',
      passTitle: 'A pod of Swift is ready',
      failTitle: ({ service, pods }) =>
        pods.length === 0
          ? `Swift's Service ${service} selects no pod`
          : `No pod of Swift is ready${why(pods)}`,
      describe: ({ service, pods, externalName, answers }, shell) =>
        externalName !== null && pods.length === 0
          ? {
              seen: [`The type of Service ${service} is ExternalName.`],
              certainty: 'certain',
              cause: standsFor(externalName),
              steps: [EXTERNAL_URL],
            }
          : pods.length === 0
            ? {
                seen: [
                  `Service ${service} has no selector, or the labels of its selector are on no pod.`,
                ],
                certainty: 'possible',
                cause:
                  "Swift's Deployment is deleted or has no replicas, or the labels and the selector differ. A Service without a selector needs Endpoints that someone wrote by hand.",
                steps: [
                  look(
                    'Compare the selector of the Service with the labels of the pods.',
                    shell.kubectl(service.split('/')[0] ?? null, [
                      ...['get', 'services,deployments,pods', '--show-labels', '-o', 'wide'],
                    ]),
                  ),
                ],
              }
            : withAnswers(notReady('Swift', pods, shell), answers),
      // Swift exits at its start, so no pod of Swift becomes ready.
      followsFrom: [
        { causes: ['swift-connector-unknown', 'swift-flag-unknown'], certainty: 'certain' },
      ],
    },
  },
  needs: {},
  run: ({ evidence: { cluster, swift } }, verdicts) => {
    const { raise, pass, skip } = verdicts;
    const found = swiftPods(cluster?.swift);
    if ('reason' in found) return withoutPods(found, verdicts);
    const { service, pods } = found;
    const answers = swiftFailure(swift) === null;
    // Endpoints can be written by hand, for a Swift that is no pod of the cluster.
    if (pods.length === 0 && answers) {
      return skip(`Service ${service} selects no pod, yet it answers.`);
    }
    if (pods.some(({ trouble }) => trouble === null)) return pass({}, HOP);
    const states = pods.map(({ namespace, name, image, trouble }) => ({
      ...{ namespace, name, image, trouble },
    }));
    // Without pods there can still be Endpoints; the connection to Swift shows whether they answer.
    const proven = pods.length > 0 ? undefined : false;
    const externalName = (cluster?.swift && chosenService(cluster.swift))?.externalName ?? null;
    const facts = { service, pods: states, externalName, ...(answers && { answers }) };
    // What answers is no break in the path to it.
    return raise('swift-not-ready', facts, answers ? null : HOP, proven);
  },
});

function withAnswers(words: Description, answers: true | undefined): Description {
  return answers ? { ...words, seen: [...words.seen, ANSWERS] } : words;
}
