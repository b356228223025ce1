// Whether Swift speaks to Tiller what Tiller speaks.
import { defineCheck } from '../define.js';
import { RESTART, judgeArguments, seenToFail, type OfPod } from '../shared/swift-arguments.js';
import { whatIsSpoken } from '../shared/tiller-speaks.js';
import { shownName } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'swift-tls-mismatch': TlsMismatchFacts;
  }
}

interface TlsMismatchFacts extends OfPod {
  /** Whether --tiller-insecure-skip-verify is set, with which Swift dials in plaintext. */
  readonly flag: boolean;
  readonly tillerSpeaks: 'TLS' | 'plaintext';
  /** No release that Swift may be speaks TLS to Tiller. */
  readonly neverTls: boolean;
}

export const swiftTlsMismatch = defineCheck({
  group: 'cluster',
  after: 'swift-endpoint-scheme',
  code: 'swift-tls-mismatch',
  findings: {
    'swift-tls-mismatch': {
      severity: 'fail',
      passTitle: 'Swift speaks to Tiller what Tiller speaks',
      failTitle: ({ tillerSpeaks }) =>
        tillerSpeaks === 'TLS'
          ? 'Swift dials Tiller in plaintext, and Tiller speaks TLS'
          : 'Swift dials Tiller with TLS, and Tiller speaks plaintext',
      describe: ({ pod, flag, tillerSpeaks, neverTls }) => ({
        seen: [
          `Pod ${shownName(pod)} runs ${flag ? 'with' : 'without'} --tiller-insecure-skip-verify.`,
          `The Tiller that this run probed speaks ${tillerSpeaks}.`,
        ],
        certainty: 'likely',
        cause: `${
          neverTls
            ? 'This release of Swift speaks no TLS to Tiller at all.'
            : 'In spite of its name the flag switches TLS off; without it Swift speaks TLS.'
        } It is the cause if Swift dials that same Tiller.`,
        steps: [
          tillerSpeaks === 'plaintext'
            ? 'Set --tiller-insecure-skip-verify, or switch TLS on at Tiller and give Swift its authority.'
            : neverTls
              ? 'Move to Swift 0.7.0 or newer.'
              : 'Remove the flag and give --tiller-ca-file, with a client certificate where Tiller asks for one.',
          RESTART,
        ],
      }),
    },
  },
  needs: {},
  run: (analysis, verdicts) => {
    const { evidence, swift } = analysis;
    if (evidence.swift.tillerVersion.ok) return verdicts.pass({}, 'swift->tiller');
    const { tillerSpeaks } = whatIsSpoken(evidence.tiller);
    if (tillerSpeaks === undefined) {
      return verdicts.notApplicable('What Tiller speaks was not seen.');
    }
    const neverTls = swift.releases.every(({ tlsToTiller }) => !tlsToTiller);
    const mayNotTls = swift.releases.some(({ tlsToTiller }) => !tlsToTiller);
    return judgeArguments(analysis, verdicts, {
      code: 'swift-tls-mismatch',
      hop: 'swift->tiller',
      proven: seenToFail(analysis),
      fault: (pod) => {
        const flag = pod.arguments.switches['tiller-insecure-skip-verify'] === true;
        const wrong = tillerSpeaks === 'TLS' ? flag || neverTls : !flag && !mayNotTls;
        return wrong ? { pod: pod.name, flag, tillerSpeaks, neverTls } : null;
      },
    });
  },
});
