// Whether Swift's gateway can reach Swift's own server on 127.0.0.1.
import { defineCheck } from '../define.js';
import { changeArguments, judgeArguments, type OfPod } from '../shared/swift-arguments.js';
import { shownName } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'swift-listens-on-one-address': ListenFacts;
  }
}

interface ListenFacts extends OfPod {
  readonly address: string;
}

export const swiftListensOnOneAddress = defineCheck({
  group: 'cluster',
  after: 'swift-flag-unknown',
  code: 'swift-listens-on-one-address',
  findings: {
    'swift-listens-on-one-address': {
      severity: 'fail',
      passTitle: "Swift's gateway can reach Swift's plaintext port",
      failTitle: ({ address }) => `Swift listens on ${shownName(address)} only`,
      describe: ({ pod, address }, shell) => ({
        seen: [`Pod ${shownName(pod)} runs with --plaintext-addr=${shownName(address)}.`],
        certainty: 'certain',
        cause:
          "Swift's gateway calls Swift's own server at 127.0.0.1, and this Swift does not listen there. Every call fails with HTTP 503 and `all SubConns are in TransientFailure`.",
        steps: [changeArguments('Set `--plaintext-addr=:9855`, without an address.', pod, shell)],
      }),
    },
  },
  needs: {},
  run: (analysis, verdicts) =>
    judgeArguments(analysis, verdicts, {
      code: 'swift-listens-on-one-address',
      hop: 'gateway->swift',
      prevents: 'tillerVersion',
      fault: (pod) => {
        const address = pod.arguments.values['plaintext-addr'];
        return address !== undefined && isOneAddress(address) ? { pod: pod.name, address } : null;
      },
    }),
});

/** `10.0.0.7:9855`; not `:9855`, `0.0.0.0:9855`, `[::]:9855`, nor loopback, where the gateway dials. */
function isOneAddress(address: string): boolean {
  const host = address.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1');
  return host !== '' && !/^(0\.0\.0\.0|::|127\..*|localhost|::ffff:127\..*)$/i.test(host);
}
