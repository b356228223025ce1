// Whether Swift and Tiller agree on TLS.
import { defineCheck } from '../define.js';
import { changeArguments, judgeArguments, type OfPod } from '../shared/swift-arguments.js';
import { upgradeForTls, whatIsSpoken } from '../shared/tiller-speaks.js';
import { shownName } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'swift-tls-mismatch': TlsMismatchFacts;
  }
}

interface TlsMismatchFacts extends OfPod {
  /** Whether --tiller-insecure-skip-verify is set, which makes Swift dial in plaintext. */
  readonly flag: boolean;
  readonly tillerSpeaks: 'TLS' | 'plaintext';
  /** Whether none of the versions that this Swift can be has TLS for Tiller. */
  readonly neverTls: boolean;
}

export const swiftTlsMismatch = defineCheck({
  group: 'cluster',
  after: 'swift-endpoint-scheme',
  code: 'swift-tls-mismatch',
  findings: {
    'swift-tls-mismatch': {
      severity: 'fail',
      passTitle: 'Swift and Tiller agree on TLS',
      failTitle: ({ tillerSpeaks }) =>
        tillerSpeaks === 'TLS'
          ? 'Swift dials Tiller in plaintext, but Tiller uses TLS'
          : 'Swift dials Tiller with TLS, but Tiller uses plaintext',
      describe: ({ pod, flag, tillerSpeaks, neverTls }, shell) => ({
        seen: [
          `Pod ${shownName(pod)} runs ${flag ? 'with' : 'without'} --tiller-insecure-skip-verify.`,
          `The Tiller of this run uses ${tillerSpeaks}.`,
        ],
        certainty: 'likely',
        cause: `${
          neverTls
            ? 'This version of Swift has no TLS for Tiller.'
            : 'Despite its name the flag turns TLS off. Without the flag Swift uses TLS.'
        } This is the cause if Swift dials the Tiller of this run.`,
        steps: [
          tillerSpeaks === 'plaintext'
            ? changeArguments('Set `--tiller-insecure-skip-verify`.', pod, shell)
            : neverTls
              ? upgradeForTls()
              : changeArguments(
                  'Remove `--tiller-insecure-skip-verify` and set `--tiller-ca-file`. If Tiller requires a client certificate, give Swift one, too.',
                  pod,
                  shell,
                ),
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
      return verdicts.skip('This run did not see whether Tiller uses TLS.');
    }
    const neverTls = swift.releases.every(({ tlsToTiller }) => !tlsToTiller);
    const mayNotTls = swift.releases.some(({ tlsToTiller }) => !tlsToTiller);
    return judgeArguments(analysis, verdicts, {
      code: 'swift-tls-mismatch',
      hop: 'swift->tiller',
      prevents: 'tillerVersion',
      fault: (pod) => {
        const flag = pod.arguments.switches['tiller-insecure-skip-verify'] === true;
        const wrong = tillerSpeaks === 'TLS' ? flag || neverTls : !flag && !mayNotTls;
        return wrong ? { pod: pod.name, flag, tillerSpeaks, neverTls } : null;
      },
    });
  },
});
